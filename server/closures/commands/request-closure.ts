import { sql } from "drizzle-orm";
import { requestClosure as decide, proposeCandidate } from "@/domain/closures/decisions";
import { PROPOSAL_HOURS } from "@/domain/closures/policy";
import { requestClosureInput } from "@/domain/closures/schema";
import { LIVE_STATES } from "@/domain/controls/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { closeItems } from "@/server/worklist/public";
import { lockCandidate, saveCandidate } from "../candidates";
import { closureFacts } from "../facts";
import { provenLook } from "../look";
import { CLOSURE_KIND } from "../proposal";
import {
  addStep,
  CANDIDATE,
  CANDIDATE_ITEM,
  CLOSURE,
  type ClosableAccount,
  casework,
  closureUnderWay,
  loadAccount,
  notePlace,
  STOPPED_ITEM,
  today,
} from "../store";

type Standing = { readonly type: string; readonly id: string } | null;

/** What a closure stands on, where its kind stands on something: an unused account whose time has come, or a loss. */
async function standsOn(
  scope: Scope,
  account: ClosableAccount,
  { kind, subjectId }: { readonly kind: string; readonly subjectId: string | null },
): Promise<Result<Standing>> {
  if (kind === "reclaim") {
    if (subjectId === null) return refuse("closures.closure.not-candidate");
    const candidate = await lockCandidate(scope, subjectId);
    if (candidate.accountId !== account.id) notFound();
    const may = proposeCandidate(candidate, today(scope));
    return may.ok ? decided({ type: CANDIDATE, id: candidate.id }) : may;
  }
  if (kind === "after-loss") {
    if (subjectId === null) return refuse("closures.closure.no-loss");
    const { rows } = await scope.tx.execute<{ state: string; held: boolean }>(sql`select state,
        exists (select from measures where account_id = ${account.id}::uuid and subject_type = 'loss-report'
          and subject_id = ${subjectId}::uuid and state in ${[...LIVE_STATES]}) as held
      from loss_reports
      where id = ${subjectId}::uuid and customer_id = ${account.customerId}::uuid and programme_id = ${scope.actor.programmeId}`);
    const { state, held } = rows[0] ?? notFound();
    const its = state === "closing" && held;
    return its ? decided({ type: "loss-report", id: subjectId }) : refuse("closures.closure.no-loss");
  }
  return decided(null);
}

/**
 * Asks for an account to be closed; a second person agrees or not. Everything is looked at now, the core's word of a
 * moment ago included, and again by the second person and the worker. Refuses as `requestClosure` of the domain does, an
 * account used again or not told of, a loss that is not being closed, and a look that proves nothing.
 */
export const requestClosure = command({
  name: CLOSURE_KIND,
  permission: "closures.request",
  input: requestClosureInput,
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, input) {
    const { tx, actor, now, rules, vault } = scope;
    const account = await loadAccount(scope, input.accountId, { lock: true });
    const proven = provenLook(scope, account.id, input.token);
    if (!proven.ok) return proven;
    const standing = await standsOn(scope, account, input);
    if (!standing.ok) return standing;
    const { kind, reason, identity } = input;
    const subject = standing.value;
    const about = { accountId: account.id, customerId: account.customerId, kind, subjectId: subject?.id ?? null };
    const decision = decide({
      account,
      underWay: (await closureUnderWay(scope, account.id)) !== undefined,
      reason,
      identity,
      facts: await closureFacts(scope, about, proven.look),
      rules,
      on: today(scope),
    });
    if (!decision.ok) return decision;
    const id = scope.newId<"closure">();
    const approvalId = scope.newId<"approval">();
    const number = await takeNumber(tx, "closure");
    const note = await vault.seal(casework(account.customerId), notePlace(id), input.note);
    await tx.execute(sql`insert into closures (id, programme_id, legal_entity_id, number, account_id, customer_id, kind, reason_code, state,
        identity_way, note_sealed, requested_by, requested_at, approval_id, subject_type, subject_id)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${account.id}::uuid, ${account.customerId}::uuid, ${kind},
        ${reason}, 'requested', ${identity}, ${note}, ${actor.id}, ${now}::timestamptz, ${approvalId}::uuid, ${subject?.type ?? null},
        ${subject?.id ?? null}::uuid)`);
    const { payOutMinor } = decision.value;
    await addStep(scope, id, { kind: "requested", minor: payOutMinor, currency: account.currency });
    if (subject?.type === CANDIDATE) {
      await saveCandidate(scope, subject.id, { state: "proposed" });
      await closeItems(tx, actor, { kind: CANDIDATE_ITEM, subjectIds: [subject.id] }, now);
    }
    // What was waiting for somebody to ask has been asked for.
    await closeItems(tx, actor, { kind: STOPPED_ITEM, subjectIds: [account.id] }, now);
    const opened = await requestApproval(scope, {
      id: approvalId,
      kind: CLOSURE_KIND,
      subject: { type: CLOSURE, id },
      customerId: account.customerId,
      accountId: account.id,
      payload: { closureId: id, accountId: account.id },
      token: input.token,
      openForHours: PROPOSAL_HOURS,
    });
    if (!opened.ok) return opened;
    return committed({
      result: { id, number, approval: opened.value.number },
      audit: [
        {
          kind: CLOSURE_KIND,
          subject: { type: CLOSURE, id },
          basis: decision.basis,
          data: {
            number,
            account: account.number,
            kind,
            reason,
            identity,
            payOut: payOutMinor.toString(),
            approval: opened.value.number,
          },
        },
        ...opened.value.audit,
      ],
      events: opened.value.events,
    });
  },
});
