import { z } from "zod";
import { LIMITS_POLICY } from "@/domain/limits/policy";
import type { DecisionAnswer } from "@/domain/limits/schema";
import { SETTLEMENTS, settle } from "@/domain/limits/settlement";
import { command, committed } from "@/server/kernel/command";
import { underBooks } from "../books";
import { type Change, changeCounters } from "../counting";
import { answerOf, decisionsById, rowUse, settleRows } from "../decision-rows";

/** What one settlement of a batch comes to. */
export type SettlementOutcome =
  | { readonly kind: "answered"; readonly late: boolean; readonly answer: DecisionAnswer }
  | { readonly kind: "refused"; readonly code: string };

/**
 * Takes in what became of allowed payments: made, or taken back. Taking back restores exactly what was counted. Said twice,
 * the second changes nothing. Refuses nothing as a whole: what cannot be settled is answered so.
 */
export const settleDecisions = command({
  name: "limits.decision.settle",
  permission: "limits.decide",
  input: z.object({
    batchId: z.uuid(),
    settlements: z
      .array(z.strictObject({ decisionId: z.uuid(), as: z.enum(SETTLEMENTS) }))
      .min(1)
      .max(LIMITS_POLICY.batchSize),
  }),
  storesResult: false,
  claimsKey: false,
  subject: ({ batchId }) => ({ type: "decision-batch", id: batchId }),
  async handle(scope, { batchId, settlements }) {
    const ids = settlements.map(({ decisionId }) => decisionId);
    const owners = await decisionsById(scope, ids);
    const customerIds = owners.map((row) => row.customer_id);
    const found = await underBooks(scope, customerIds, () => decisionsById(scope, ids));
    const rows = new Map(found.map((row) => [row.id, row]));
    const before = new Map([...rows].map(([id, { state }]) => [id, state]));
    const changes: Change[] = [];
    const counts = { confirmed: 0, reversed: 0, late: 0 };
    const outcomes = settlements.map(({ decisionId, as }): SettlementOutcome => {
      const row = rows.get(decisionId);
      if (!row) return { kind: "refused", code: "limits.decision.unknown" };
      const next = settle(row.state, as);
      if (!next.ok) return { kind: "refused", code: next.code };
      const { state, counts: sign, late } = next.value;
      if (state !== row.state) counts[as === "confirm" ? "confirmed" : "reversed"] += 1;
      if (late) counts.late += 1;
      if (sign !== 0) {
        const { customer_id: customerId, account_id: accountId, business_date: on } = row;
        changes.push({ customerId, accountId, on, use: rowUse(row), sign });
      }
      const settled = { ...row, state };
      rows.set(row.id, settled);
      return { kind: "answered", late, answer: answerOf(settled) };
    });
    for (const state of ["confirmed", "reversed"] as const) {
      const moved = [...rows.values()].filter((row) => row.state === state && before.get(row.id) !== state);
      await settleRows(
        scope,
        moved.map(({ id }) => id),
        state,
      );
    }
    await changeCounters(scope, changes);
    return committed({
      result: { outcomes },
      audit: [
        {
          kind: "limits.decision.settle",
          subject: { type: "decision-batch", id: batchId },
          data: { ...counts, decisions: [...rows.keys()].sort() },
        },
      ],
    });
  },
});
