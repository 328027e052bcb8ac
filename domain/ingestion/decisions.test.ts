import { describe, expect, it } from "vitest";
import { endWithdrawal, failBatch, finaliseBatch, withdrawBatch } from "./decisions";
import { BATCH_STATES, type BatchState } from "./model";

const allowed: Record<string, { decide: typeof finaliseBatch; from: BatchState[]; to: BatchState }> = {
  finalise: { decide: finaliseBatch, from: ["incomplete"], to: "finalised" },
  fail: { decide: failBatch, from: ["incomplete"], to: "failed" },
  withdraw: { decide: withdrawBatch, from: ["incomplete", "finalised"], to: "withdrawing" },
  endWithdrawal: { decide: endWithdrawal, from: ["withdrawing"], to: "withdrawn" },
};

describe("a batch moves only along its road", () => {
  for (const [name, { decide, from, to }] of Object.entries(allowed)) {
    it.each(BATCH_STATES)(`${name} from %s`, (state) => {
      const outcome = decide({ state });
      expect(outcome.ok ? outcome.value : outcome.code).toEqual(
        from.includes(state) ? to : expect.stringMatching(/^ingestion\.batch\.not-/),
      );
    });
  }
});
