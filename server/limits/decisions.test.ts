import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DecisionRequest } from "@/domain/limits/schema";
import { imposeBySystem } from "@/server/controls/public";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { recomputeBooks } from "./commands/recompute-books";
import { recordDecisions } from "./commands/record-decisions";
import { settleDecisions } from "./commands/settle-decisions";
import { createDeciders, type Deciders } from "./deciders";
import { batchDigest, type DecisionRow } from "./decision-rows";
import { lapseReservations } from "./overdue";
import { askFor } from "./testing";

let house: House;
let deciders: Deciders;
beforeAll(async () => {
  house = await openHouse();
  deciders = createDeciders(house.runtime);
});
afterAll(() => house.close());

const gateway = () => house.system("system:gateway");

async function decide(...requests: DecisionRequest[]) {
  const done = await house.run(recordDecisions, { batchId: newId(), requests }, { as: gateway() });
  if (!done.ok) throw new Error(done.code);
  return done.result.outcomes;
}
async function answered(request: DecisionRequest) {
  const outcome = (await decide(request))[0];
  if (outcome?.kind !== "answered") throw new Error(outcome?.code ?? "none");
  return outcome.answer;
}
const paid = async (account: MadeAccount) =>
  house.rows<{ window_kind: string; paid_minor: string }>(
    "select window_kind, paid_minor::text from limit_counters where account_id = $1 order by 1",
    [account.accountId],
  );
const dayOf = async (account: MadeAccount) =>
  (await paid(account)).find(({ window_kind }) => window_kind === "day")?.paid_minor ?? "0";

describe("a decision", () => {
  it("is kept with its rules, its lines and what is left, and reserves", async () => {
    const account = await makeAccount(house);
    const answer = await answered(askFor(account, 1_200));
    expect(answer).toMatchObject({ answer: "allow", state: "reserved", reasons: [] });
    expect(answer.rules).toEqual(expect.arrayContaining(["mipay-tier2-cap@1", "law-np-24-b@1"]));
    expect(answer.lines.find(({ name }) => name === "day")).toMatchObject({ cap: "500000", used: "0", room: "380000" });
    expect(await paid(account)).toEqual(
      ["day", "lifetime", "year"].map((window_kind) => ({ window_kind, paid_minor: "120000" })),
    );
    const beyond = await answered(askFor(account, 3_800.01));
    expect(beyond).toMatchObject({ answer: "deny", state: "refused", reasons: [{ code: "limits.line.day" }] });
    expect(await dayOf(account)).toBe("120000");
  });

  it("asks for more where a stronger verification would do, and the same payment passes with it", async () => {
    const account = await makeAccount(house);
    const weak = askFor(account, 2_000, { factors: ["static-password"] });
    const more = await answered(weak);
    expect(more).toMatchObject({
      answer: "ask-more",
      ask: [["one-time-code"], ["certificate"], ["e-signature"], ["biometric"]],
    });
    const again = await answered({ ...weak, requestId: newId(), factors: ["static-password", "one-time-code"] });
    expect(again).toMatchObject({ answer: "allow", difference: { lawMinor: "500000" } });
  });

  it("is given once: the same question gets the same answer, another under its name is refused", async () => {
    const account = await makeAccount(house);
    const question = askFor(account, 10);
    const first = await answered(question);
    expect((await decide(question))[0]).toMatchObject({ replayed: true, answer: { decisionId: first.decisionId } });
    expect((await decide({ ...question, amountMinor: "1001" }))[0]).toMatchObject({ code: "request_conflict" });
    expect((await decide({ ...question, requestId: newId() }))[0]).toMatchObject({ code: "transaction_decided" });
    expect(await dayOf(account)).toBe("1000");
  });

  it("is given in turn to questions of one batch, the same one twice among them", async () => {
    const account = await makeAccount(house);
    const question = askFor(account, 3_000);
    const outcomes = await decide(question, question, askFor(account, 2_000.01), askFor(account, 2_000));
    expect(outcomes.map((one) => (one.kind === "answered" ? one.answer.answer : one.code))).toEqual([
      "allow",
      "allow",
      "deny",
      "allow",
    ]);
    expect(await dayOf(account)).toBe("500000");
  });

  it("knows no account of another programme, and none it never heard of", async () => {
    const foreign = await makeAccount(house, { programme: MALL });
    expect((await decide(askFor(foreign, 1)))[0]).toMatchObject({ kind: "refused", code: "unknown_account" });
    expect((await decide({ ...askFor(foreign, 1), accountNumber: "9900000000000000" }))[0]).toMatchObject({
      code: "unknown_account",
    });
    const mall = await house.run(
      settleDecisions,
      {
        batchId: newId(),
        settlements: [{ decisionId: (await answered(askFor(await makeAccount(house), 1))).decisionId, as: "reverse" }],
      },
      { as: house.system("system:gateway", MALL) },
    );
    expect(mall).toMatchObject({ result: { outcomes: [{ code: "limits.decision.unknown" }] } });
  });

  it("is for the gateway alone", async () => {
    const account = await makeAccount(house);
    const input = { batchId: newId(), requests: [askFor(account, 1)] };
    for (const as of [house.as("compliance-lead"), house.system("system:worker")]) {
      expect(await house.run(recordDecisions, input, { as })).toMatchObject({
        ok: false,
        code: "kernel.permission.denied",
      });
    }
  });

  it("sums the day over all accounts of a customer", async () => {
    const one = await makeAccount(house);
    const other = await makeAccount(house);
    await house.rows("update accounts set customer_id = $2 where id = $1", [other.accountId, one.customerId]);
    await house.rows("update blind_index set subject_id = $2 where subject_id = $1", [
      other.customerId,
      one.customerId,
    ]);
    expect(await answered(askFor(one, 3_000))).toMatchObject({ answer: "allow" });
    expect(await answered(askFor(other, 2_000.01)).catch((error: Error) => error.message)).toMatchObject({
      answer: "deny",
    });
  });
});

describe("a batch", () => {
  it("is one entry of the audit log, and its fingerprint is that of its rows", async () => {
    const accounts = await Promise.all([1, 2, 3].map(() => makeAccount(house)));
    const batchId = newId();
    const requests = accounts.map((account) => askFor(account, 9_999));
    await house.run(recordDecisions, { batchId, requests }, { as: gateway() });
    const [entry, ...others] = await house.rows<{ leaf: string }>(
      "select leaf from audit_entries where subject_id = $1",
      [batchId],
    );
    expect(others).toEqual([]);
    const { data } = JSON.parse(entry?.leaf ?? "{}") as { data: { decided: number; denied: number; digest: string } };
    expect(data).toMatchObject({ decided: 3, denied: 3 });
    const columns =
      "id, request_id, transaction_id, account_id, kind, own_name, amount_minor::text, factors, answer, basis, decided_at";
    const rows = await house.rows<DecisionRow>(`select ${columns} from decisions where batch_id = $1`, [batchId]);
    expect(batchDigest(rows)).toBe(data.digest);
    expect(batchDigest(rows.map((row) => ({ ...row, amount_minor: "1" })))).not.toBe(data.digest);
  });

  it("leaves what was decided unchangeable to the console", async () => {
    const { rows } = await house.pool.query<{ may: boolean }>(
      "select has_column_privilege('hegui_app', 'decisions', 'amount_minor', 'update') as may",
    );
    expect(rows[0]?.may).toBe(false);
  });

  it("lets a decision go only with the erasure of its customer's trade", async () => {
    await answered(askFor(await makeAccount(house), 1));
    await expect(house.pool.query("delete from decisions")).rejects.toThrow("goes only with its erasure");
  });
});

describe("many at once", () => {
  it("fifty payments of one account never pass its cap, whoever comes first", async () => {
    const account = await makeAccount(house);
    const direct = Array.from({ length: 25 }, () => decide(askFor(account, 300)).then(([one]) => one));
    const batched = Array.from({ length: 25 }, () => deciders.decide(askFor(account, 300)));
    const outcomes = await Promise.all([...direct, ...batched]);
    const answers = outcomes.map((one) => (one?.kind === "answered" ? one.answer.answer : "none"));
    expect(answers.filter((answer) => answer === "allow")).toHaveLength(16);
    expect(answers.filter((answer) => answer === "deny")).toHaveLength(34);
    expect(await dayOf(account)).toBe("480000");
  });
});

describe("what became of it", () => {
  const settle = (decisionId: string, as: "confirm" | "reverse") =>
    house.run(settleDecisions, { batchId: newId(), settlements: [{ decisionId, as }] }, { as: gateway() });

  it("a transfer keeps when its payer wished it to arrive, and is denied where there was no choice", async () => {
    const account = await makeAccount(house);
    expect(await answered(askFor(account, 1, { kind: "transfer" }))).toMatchObject({
      answer: "allow",
      arrival: "at-once",
    });
    const one = askFor(account, 1, { kind: "transfer", arrival: { offered: ["at-once"], chosen: "at-once" } });
    expect(await answered(one)).toMatchObject({ answer: "deny", reasons: [{ code: "limits.transfer.no-choice" }] });
  });

  it("an enterprise's large transfer keeps what it is for, and is denied where that was not told", async () => {
    const account = await makeAccount(house, { kind: "enterprise" });
    const large = (more: object) => askFor(account, 60_000, { kind: "transfer", ...more });
    const silent = await answered(large({}));
    expect(silent).toMatchObject({ answer: "deny", reasons: [{ code: "limits.transfer.no-purpose" }], purpose: null });
    const purpose = { of: "goods" as const, reason: "HT-2026-0001" };
    expect(await answered(large({ purpose }))).toMatchObject({ answer: "allow", purpose });
    const [kept] = await house.rows(
      "select body->'purpose' as purpose from decisions where account_id = $1 and answer = 'allow'",
      [account.accountId],
    );
    expect(kept).toEqual({ purpose });
  });

  it("reversed, restores exactly what was there", async () => {
    const account = await makeAccount(house);
    await answered(askFor(account, 100, { factors: [], ownName: true }));
    await answered(askFor(account, 700));
    const rows = () =>
      house.rows("select * from limit_counters where account_id = $1 order by window_kind", [account.accountId]);
    const before = await rows();
    const transfer = await answered(askFor(account, 900, { kind: "transfer" }));
    await settle(transfer.decisionId, "confirm");
    expect(await rows()).not.toEqual(before);
    expect(await settle(transfer.decisionId, "reverse")).toMatchObject({
      result: { outcomes: [{ answer: { state: "reversed" } }] },
    });
    expect(await rows()).toEqual(before);
    await settle(transfer.decisionId, "reverse");
    expect(await rows()).toEqual(before);
    expect(await settle(transfer.decisionId, "confirm")).toMatchObject({
      result: { outcomes: [{ code: "limits.decision.reversed" }] },
    });
  });

  it("unheard of in time, counts no longer; heard of late, counts again", async () => {
    const account = await makeAccount(house);
    const start = house.clock.now();
    const answer = await answered(askFor(account, 4_000));
    house.clock.set("2026-10-09T14:46:59+08:00");
    expect(await answered(askFor(account, 2_000))).toMatchObject({ answer: "deny" });
    house.clock.set("2026-10-09T14:47:00+08:00");
    expect(await answered(askFor(account, 2_000))).toMatchObject({ answer: "allow" });
    expect(await settle(answer.decisionId, "confirm")).toMatchObject({ result: { outcomes: [{ late: true }] } });
    expect(await dayOf(account)).toBe("600000");
    house.clock.set("2026-10-09T15:02:00+08:00");
    const schedule = { runtime: house.runtime, requestId: newId(), signal: new AbortController().signal };
    expect(await lapseReservations(schedule)).toBeGreaterThan(0);
    expect(await dayOf(account)).toBe("400000");
    house.clock.set(start);
  });
});

describe("a measure", () => {
  it("imposed, is answered with no by the very next payment, before the core confirmed it", async () => {
    const account = await makeAccount(house);
    expect(await answered(askFor(account, 1))).toMatchObject({ answer: "allow" });
    await inScope(house.runtime, house.system("system:worker"), "write", async (scope) => {
      const { accountId, customerId } = account;
      const subject = { type: "customer", id: customerId };
      const asked = { accountId, customerId, scope: "debit", reasonCode: "identity-expired", subject } as const;
      return { keep: true, value: await imposeBySystem(scope, asked) };
    });
    const denied = await answered(askFor(account, 1));
    expect(denied).toMatchObject({ answer: "deny", reasons: [{ code: "limits.held.debit" }] });
    expect(denied.rules).toContain("mipay-authority-freeze-deduct@1");
  });
});

describe("the counters", () => {
  it("open from the ledger, and follow an import once it is whole", async () => {
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 60_000n, direction: "out", kind: "payment", date: "2026-10-09" });
    await makeLeg(house, account, { amountMinor: 3_000_000n, direction: "out", kind: "payment", date: "2026-02-09" });
    const first = await answered(askFor(account, 100));
    expect(first.lines.map(({ name, used }) => [name, used])).toEqual(
      expect.arrayContaining([
        ["class-year", "3060000"],
        ["day", "60000"],
      ]),
    );
    // The payment of a hundred yuan comes again as a leg, and another that never passed here.
    const batchId = newId();
    for (const amountMinor of [10_000n, 20_000n]) {
      const id = await makeLeg(house, account, { amountMinor, direction: "out", kind: "payment", date: "2026-10-09" });
      await house.rows("update transactions set batch_id = $2 where id = $1", [id, batchId]);
    }
    await house.run(recomputeBooks, { batchId }, { as: house.system("system:worker") });
    const next = await answered(askFor(account, 1));
    expect(next.lines.find(({ name }) => name === "day")?.used).toBe("90000");
  });

  it("let untold verification of the ledger count as none shown", async () => {
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 60_000n, direction: "out", kind: "payment", date: "2026-10-09" });
    expect(await answered(askFor(account, 400.01))).toMatchObject({ answer: "deny" });
    expect(await answered(askFor(account, 400))).toMatchObject({ answer: "allow" });
  });
});
