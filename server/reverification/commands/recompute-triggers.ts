import { z } from "zod";
import { LEDGER_KINDS } from "@/domain/reverification/model";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { batchSpan } from "../batch-span";
import { evaluateDue } from "../due";
import { type Evaluated, evaluateLedger, NOTHING, recentMonths, wholeLedger } from "../evaluate";

const input = z.discriminatedUnion("of", [
  /** The customers and days of one import, or of one taken back. */
  z.strictObject({ of: z.literal("batch"), batchId: z.uuid() }),
  /** What only time brings about: runs of balances, papers that end, accounts never used. */
  z.strictObject({ of: z.literal("night") }),
  /** Everything the ledger holds, from its beginning. */
  z.strictObject({ of: z.literal("ledger") }),
]);

async function evaluated(scope: Scope, asked: z.output<typeof input>): Promise<Evaluated> {
  if (asked.of === "batch") {
    const span = await batchSpan(scope, asked.batchId);
    return span
      ? evaluateLedger(scope, { batchId: asked.batchId, ...span }, ["single-amount", "thirty-days"])
      : NOTHING;
  }
  if (asked.of === "ledger") {
    const span = await wholeLedger(scope);
    return span ? evaluateLedger(scope, { span, customerIds: null }, LEDGER_KINDS) : NOTHING;
  }
  const runs = await evaluateLedger(scope, { span: recentMonths(scope.now), customerIds: null }, ["balance-run"]);
  const due = await evaluateDue(scope);
  return {
    triggers: runs.triggers + due.triggers,
    opened: runs.opened + due.opened,
    satisfied: runs.satisfied + due.satisfied,
    held: runs.held + due.held,
    gone: runs.gone + due.gone,
    cancelled: runs.cancelled + due.cancelled,
    basis: [...runs.basis, ...due.basis],
  };
}

/**
 * Looks for triggers: of an import, of the night, or in the whole ledger again. A trigger found before adds nothing; one
 * the ledger no longer bears out is marked, and a review that nothing else calls for is cancelled.
 */
export const recomputeTriggers = command({
  name: "reverification.triggers.recompute",
  permission: "reverification.run",
  input,
  subject: (asked) =>
    asked.of === "batch" ? { type: "import-batch", id: asked.batchId } : { type: "reverification-run", id: asked.of },
  async handle(scope, asked) {
    const { basis, ...counts } = await evaluated(scope, asked);
    return committed({
      result: counts,
      audit: [
        {
          kind: "reverification.triggers.recompute",
          subject:
            asked.of === "batch"
              ? { type: "import-batch", id: asked.batchId }
              : { type: "reverification-run", id: asked.of },
          basis,
          data: { of: asked.of, ...counts },
        },
      ],
    });
  },
});
