import { sql } from "drizzle-orm";
import { proposeRaise } from "@/domain/limits/adjustments";
import { LIMITS_POLICY } from "@/domain/limits/policy";
import { raiseInput } from "@/domain/limits/schema";
import { refuse } from "@/domain/shared/result";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import { loadAdjusted, wishOf } from "../adjusting";
import { RAISE_KIND } from "../raise";
import { insertAdjustment, notePlace } from "../store";

/**
 * Proposes to raise a limit of an account at the customer's application; a second person agrees or not. Refuses as
 * `proposeRaise` of the domain does, and where one of the same limit waits already.
 */
export const requestAdjustment = command({
  name: RAISE_KIND,
  permission: "limits.adjust.request",
  input: raiseInput,
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, input) {
    const { tx, actor, now, rules } = scope;
    const { account, currency } = await loadAdjusted(scope, input.accountId, { lock: true });
    const proposed = proposeRaise({ account, currency, wish: wishOf(input), now }, rules);
    if (!proposed.ok) return proposed;
    const waiting = await tx.execute(sql`select from limit_adjustments where account_id = ${input.accountId}::uuid
      and kind = ${input.kind} and state = 'proposed' and programme_id = ${actor.programmeId}`);
    if ((waiting.rowCount ?? 0) > 0) return refuse("limits.adjustment.already-proposed");
    const [id, approvalId] = [scope.newId<"limit-adjustment">(), scope.newId<"approval">()];
    const number = await takeNumber(tx, "limit-adjustment");
    const { customerId } = account;
    const owner = { type: "customer", id: customerId, retentionClass: "casework" } as const;
    await insertAdjustment(scope, {
      id,
      number,
      accountId: input.accountId,
      customerId,
      kind: input.kind,
      direction: "raised",
      value: input.value,
      dayMinor: input.dayMinor,
      noteSealed: await scope.vault.seal(owner, notePlace(id), input.note),
      state: "proposed",
      requestedBy: actor.id,
      requestedAt: now,
      approvalId,
      startedAt: null,
      endsAt: proposed.value.endsAt,
      version: 1,
    });
    const opened = await requestApproval(scope, {
      id: approvalId,
      kind: RAISE_KIND,
      subject: { type: "limit-adjustment", id },
      customerId,
      accountId: input.accountId,
      payload: {
        adjustmentId: id,
        accountId: input.accountId,
        kind: input.kind,
        value: input.value.toString(),
        dayMinor: input.dayMinor?.toString() ?? null,
        until: input.until,
      },
      token: null,
      openForHours: LIMITS_POLICY.proposalHours,
    });
    if (!opened.ok) return opened;
    return committed({
      result: { id, number, approval: opened.value.number },
      audit: [
        {
          kind: RAISE_KIND,
          subject: { type: "limit-adjustment", id },
          basis: proposed.basis,
          data: {
            number,
            account: input.accountId,
            limit: input.kind,
            value: input.value.toString(),
            dayMinor: input.dayMinor?.toString() ?? null,
            endsAt: proposed.value.endsAt,
            approval: opened.value.number,
          },
        },
        ...opened.value.audit,
      ],
      events: opened.value.events,
    });
  },
});
