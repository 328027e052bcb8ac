import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LocalDate } from "@/domain/shared/time";
import { TEST_CALLBACK_SECRET, TEST_WEBHOOK_SECRET } from "@/sandbox/testing";
import { createCoreStatements } from "@/server/completeness/adapters/core-statements";
import { tieDays } from "@/server/completeness/tie-days";
import { type CoreHouse, openCoreHouse } from "./support/core-house";

let bench: CoreHouse;
beforeAll(async () => {
  bench = await openCoreHouse();
});
afterAll(() => bench.close());
beforeEach(async () => {
  bench.house.clock.set("2026-10-09T14:32:00+08:00");
  await bench.house.rows("delete from tie_differences");
});
afterEach(() => bench.client.behave("normal"));

const DAY = "2026-10-08" as LocalDate;
const statements = (more: { timeoutMs?: number; answerSecret?: string; url?: string } = {}) =>
  createCoreStatements({
    url: more.url ?? bench.coreUrl,
    secret: TEST_WEBHOOK_SECRET,
    answerSecret: more.answerSecret ?? TEST_CALLBACK_SECRET,
    ...(more.timeoutMs ? { timeoutMs: more.timeoutMs } : {}),
  });
const close = (programme = "pay", date: string = DAY) =>
  bench.client.closeDay({
    programme,
    businessDate: date,
    lines: [{ currency: "CNY", direction: "in", trade: "payment", hour: 9, count: 1, minor: "500" }],
  });
const answer = (more = {}) => statements(more).ofDay("pay", DAY);

describe("a core asked for a day-end", () => {
  it("says that the day is not closed, then gives it signed; nobody else's day stands for it", async () => {
    expect(await statements().ofDay("pay", "2026-10-07" as LocalDate)).toEqual({ kind: "not-closed" });
    await close();
    expect(await answer()).toMatchObject({ kind: "statement", text: expect.stringContaining('"minor":"500"') });
    const wrong = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
    expect(await answer({ answerSecret: wrong })).toEqual({ kind: "unavailable", cause: "signature" });
    await bench.client.behave({ unsignedDayEndNext: 1 });
    expect(await answer()).toEqual({ kind: "unavailable", cause: "signature" });
  });

  it("that is slow or down is unavailable, and the run fails without a trace in the ledger's tie-outs", async () => {
    await close();
    await bench.client.behave({ answerDelayMs: 20_000 });
    expect(await answer({ timeoutMs: 100 })).toEqual({ kind: "unavailable", cause: "timeout" });
    const down = statements({ url: "http://127.0.0.1:9" });
    await expect(tieDays(bench.house.runtime, down, { requestId: "t" })).rejects.toThrow("network");
    expect(await bench.house.rows("select from tie_outs")).toEqual([]);
  });

  it("that lies opens a difference, and telling the truth again heals it", async () => {
    await close();
    await bench.client.behave({ lieDayEndNext: 1 });
    const run = () => tieDays(bench.house.runtime, statements(), { requestId: "t" });
    const found = () =>
      bench.house.rows("select state, core_minor::text as minor from tie_differences order by found_at, id");
    await run();
    expect(await found()).toEqual([{ state: "open", minor: "600" }]);
    await run();
    expect(await found()).toEqual([{ state: "open", minor: "500" }]);
    // What it now says is that nothing was booked: as our ledger has it.
    await bench.client.closeDay({ programme: "pay", businessDate: DAY, lines: [] });
    await run();
    expect(await found()).toMatchObject([{ state: "healed" }]);
  });
});
