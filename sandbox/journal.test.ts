import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Journal, openJournal } from "@/sandbox/journal";
import type { JournalRecord } from "@/sandbox/state";
import { temporaryDirectory } from "@/sandbox/testing";

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const ACCOUNT = "62280001";
const opened: JournalRecord = { kind: "account-set", accountNumber: ACCOUNT, balanceMinor: "0", currency: "CNY" };
const paidIn: JournalRecord = { kind: "moved", accountNumber: ACCOUNT, deltaMinor: "1" };

function open(snapshotEvery: number): Promise<Journal> {
  const onFatal = (error: unknown): void => {
    throw error;
  };
  return openJournal({ directory: directory.path, snapshotEvery, onFatal });
}

describe("the journal", () => {
  const lengths = Array.from({ length: 12 }, (_, position) => position + 1);

  it.each(lengths)("counts each of %i records once, wherever the snapshots fall", async (payments) => {
    const journal = await open(3);
    journal.append(opened);
    for (let payment = 1; payment <= payments; payment += 1) {
      journal.append(paidIn);
      // Some records queue up behind a write, and so behind a snapshot; some find it done.
      if (payment % 2 === 0) await journal.settled();
    }
    await journal.settled();
    // Reopened without having been closed, as after a crash.
    const again = await open(3);
    expect(again.state.accounts.get(ACCOUNT)).toMatchObject({ balanceMinor: `${payments}`, version: payments + 2 });
    await again.close();
    await journal.close();
  });

  it("refuses to start on damage that no crash explains", async () => {
    const lines = [JSON.stringify(opened), "}{", JSON.stringify(paidIn), ""].join("\n");
    await writeFile(join(directory.path, "journal-0.jsonl"), lines);
    await expect(open(10)).rejects.toThrow("damaged at line 2");
  });
});
