import { z } from "zod";
import { EFFECTS, FUNCTIONS, type MatrixMeasure, unionMatrix } from "@/domain/controls/consequence";
import { isLive } from "@/domain/controls/model";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { caseOf, findApproval } from "@/server/approvals/public";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import { openItemsOf } from "./open-items";
import { previewFacts, readPreview } from "./preview";
import { proposalPayload, questionOf, rulesOf, subjectOf } from "./proposal-facts";
import { accountOut, accountToOut, measureOut, notesOf, ruleRef, toOut } from "./shapes";
import { measuresOf, type StoredMeasure } from "./store";

const effect = z.enum(EFFECTS);

/**
 * What a proposal would do, for the page of the approval: the maker's words, the union matrix of the other live measures
 * with the proposed change, and the core's dry run: the fresh one `token` proves, else the one of the proposal.
 */
export const proposalDetail = query({
  name: "controls.proposal.detail",
  permission: "approvals.read",
  clearance: "general",
  input: z.object({ approvalId: z.uuid(), token: z.string().max(20_000).nullable().default(null) }),
  output: z.object({
    verb: z.enum(["restrict", "lift"]),
    measure: measureOut,
    account: accountOut,
    reasonCode: z.string(),
    note: z.string().nullable(),
    basis: z.array(ruleRef),
    /** Live measures, and the one in question with `proposed`. */
    columns: z.array(measureOut.extend({ proposed: z.boolean() })),
    rows: z.array(
      z.object({ act: z.enum(FUNCTIONS), effects: z.record(z.string(), effect), now: effect, after: effect }),
    ),
    /** What else is open about the customer: losses, orders, objections. */
    openItems: z.array(z.object({ kind: z.string(), number: z.string() })),
    core: previewFacts.extend({ fresh: z.boolean() }).nullable(),
  }),
  async resolve(scope, { approvalId, token }) {
    const approval = (await findApproval(scope.tx, approvalId)) ?? notFound();
    const parsed = proposalPayload.safeParse(caseOf(approval).payload);
    if (!parsed.success) notFound();
    const payload = parsed.data;
    const { account, stored } = await subjectOf(scope, payload, false);
    const neighbours = (await measuresOf(scope.tx, account.id, { lock: false })).filter(
      ({ measure }) => isLive(measure) && measure.id !== stored.measure.id,
    );
    const asColumn = ({ measure }: StoredMeasure): MatrixMeasure => ({
      id: measure.id,
      scope: measure.scope,
      amountMinor: measure.amountMinor,
      target: measure.target,
    });
    const others = neighbours.map(asColumn);
    const own = asColumn(stored);
    const rows =
      payload.verb === "restrict"
        ? unionMatrix(others, { verb: "restrict", measure: own })
        : unionMatrix([...others, own], { verb: "lift", measureId: own.id });
    const notes = await notesOf(scope, stored.measure.id);
    const fresh = readPreview({ ...scope, policy: CONTROLS_POLICY }, questionOf(payload), token);
    const kept = previewFacts.safeParse(fresh.ok ? fresh.facts : approval.facts);
    const { reason, house } = rulesOf(stored.measure, scope);
    return {
      verb: payload.verb,
      measure: toOut(stored),
      account: await accountToOut(scope, account),
      reasonCode: payload.reasonCode,
      note: payload.verb === "restrict" ? notes.note : notes.releaseNote,
      basis: [...reason, ...house].map((one) => ({ ...one })),
      columns: [...neighbours.map((one) => ({ ...toOut(one), proposed: false })), { ...toOut(stored), proposed: true }],
      rows: rows.map((one) => ({ ...one, effects: { ...one.effects } })),
      openItems: [...(await openItemsOf(scope.tx, account.customerId))],
      core: kept.success ? { ...kept.data, fresh: fresh.ok } : null,
    };
  },
});
