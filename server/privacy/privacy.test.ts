import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { answerRequest } from "./commands/answer-request";
import { askPapers } from "./commands/ask-papers";
import { proposeRefusal } from "./commands/propose-refusal";
import { registerRequest } from "./commands/register-request";
import { startWork } from "./commands/start-work";
import { verifyIdentity } from "./commands/verify-identity";
import { withdrawRequest } from "./commands/withdraw-request";
import { requestDetailQuery } from "./detail";
import { requestFiguresQuery, requestsList } from "./queries";
import {
  approved,
  asked,
  clockOf,
  codeFor,
  entered,
  lead,
  lettersOf,
  officer,
  proven,
  recordCodeAnswer,
  rowOf,
  service,
  somebody,
  taken,
  well,
  wrongOf,
} from "./testing";
import { watchRequests } from "./watch";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const NOW = "2026-10-09T14:32:00+08:00";
const at = async (moment: string, work: () => Promise<void>) => {
  house.clock.set(moment);
  try {
    await work();
  } finally {
    house.clock.set(NOW);
  }
};
const items = (id: string) =>
  house.rows("select state from work_items where subject_id = $1 and kind = 'privacy-request'", [id]);

describe("entering a request", () => {
  it("starts fifteen working days and tells the customer; nobody is to work on it before he has proven himself", async () => {
    const { id } = await entered(house, await somebody(house));
    expect(await clockOf(house, id)).toMatchObject({ state: "running", rule: "mipriv-request-15wd" });
    expect(await lettersOf(house, id)).toEqual(["privacy.received"]);
    expect(await items(id)).toEqual([]);
    expect(await house.run(startWork, { id, version: 1 }, { as: officer(house) })).toMatchObject({
      code: "privacy.request.not-proven",
    });
  });

  it("counts calendar days for a closing, from the day it was received, and shows what was lost", async () => {
    const of = await somebody(house);
    const { id } = await entered(house, of, { type: "closure", receivedAt: "2026-10-01T09:00:00+08:00" });
    const detail = await house.ask(requestDetailQuery, { id }, { as: lead(house) });
    expect(detail).toMatchObject({ dueRaw: "2026-10-16", daysLost: 8, rule: { ruleId: "mipriv-close-15d" } });
  });

  it("refuses the future, a guardian of one who is of age, and a second while one is open", async () => {
    const of = await somebody(house);
    const run = (change: Parameters<typeof asked>[2], as = service(house)) =>
      house.run(registerRequest, asked(house, of, change), { as });
    expect(await run({ receivedAt: "2026-10-10T00:00:00+08:00" })).toMatchObject({ code: "privacy.request.future" });
    const person = { name: "苏某", contact: "15400009999" };
    expect(await run({ requester: "guardian", type: "minor-data", person })).toMatchObject({
      code: "privacy.requester.not-minor",
    });
    const first = await entered(house, of);
    expect(await run({})).toMatchObject({ code: "privacy.request.already-open", params: { number: first.number } });
    expect(await run({}, house.as("auditor"))).toMatchObject({ code: "kernel.permission.denied" });
    await expect(run({}, house.as("customer-service", { programme: MALL }))).rejects.toThrow("not-found");
  });
});

describe("proving who asks", () => {
  it("by the code: it comes onto the worklist; wrong answers are counted and the last one stops it", async () => {
    const one = await entered(house, await somebody(house));
    const code = await codeFor(house, one);
    const answer = (given: string, version: number, id = one.id) =>
      house.run(recordCodeAnswer, { id, version, code: given }, { as: service(house) });
    expect(well(await answer(wrongOf(code), 1))).toMatchObject({ answer: "wrong", left: 4, version: 2 });
    expect(well(await answer(code, 2))).toMatchObject({ answer: "right" });
    expect(await rowOf(house, one.id)).toMatchObject({ state: "verified" });
    expect(await items(one.id)).toEqual([{ state: "open" }]);
    const other = await entered(house, await somebody(house));
    const real = await codeFor(house, other);
    for (let version = 1; version <= 4; version++) well(await answer(wrongOf(real), version, other.id));
    expect(well(await answer(wrongOf(real), 5, other.id))).toMatchObject({ answer: "stopped" });
    expect(await rowOf(house, other.id)).toMatchObject({ state: "lapsed", lapse_reason: "too-many-wrong" });
    expect(await answer(real, 6, other.id)).toMatchObject({ ok: false });
  });

  it("stands still for papers and runs on when they are checked; what is overdue never pauses", async () => {
    const of = await somebody(house);
    const { id, version } = await entered(house, of, { type: "copy" });
    const before = (await clockOf(house, id))?.due;
    const papers = ["identity-document" as const];
    expect(well(await house.run(askPapers, { id, version, papers }, { as: officer(house) }))).toMatchObject({
      paused: true,
    });
    await at("2026-10-19T10:00:00+08:00", async () => {
      const seen = { id, version: 2, way: "counter" as const, papers: [] };
      expect(await house.run(verifyIdentity, seen, { as: officer(house) })).toMatchObject({ ok: true });
    });
    const detail = await house.ask(requestDetailQuery, { id }, { as: lead(house) });
    expect(detail.receiptDue).toBe(before);
    expect(detail.dueRaw > detail.receiptDue).toBe(true);
    expect(detail.verifiedAt).not.toBeNull();
    const late = await entered(house, of, { type: "portability", receivedAt: "2026-08-01T09:00:00+08:00" });
    const asks = { id: late.id, version: late.version, papers };
    expect(well(await house.run(askPapers, asks, { as: officer(house) }))).toMatchObject({
      paused: false,
    });
  });

  it("takes a withdrawal at once and answers it", async () => {
    const of = await somebody(house);
    const { id, version } = await entered(house, of, {
      type: "consent-withdrawal",
      asked: { purposes: "all-optional" },
    });
    const outcome = await house.run(
      verifyIdentity,
      { id, version, way: "counter", papers: [] },
      { as: officer(house) },
    );
    expect(outcome).toMatchObject({ ok: true, result: { state: "answered" } });
    expect(await lettersOf(house, id)).toEqual(["privacy.received", "privacy.answered"]);
    expect(await clockOf(house, id)).toMatchObject({ state: "met" });
  });
});

describe("refusing", () => {
  it("is proposed on a ground of the document, agreed to by another, and told in neutral words", async () => {
    const { id, version } = await taken(house, await somebody(house));
    const propose = (ground: "state-security" | "fraud-security") =>
      house.run(proposeRefusal, { id, version, ground, note: "见说明" }, { as: officer(house) });
    expect(await propose("state-security")).toMatchObject({ code: "privacy.refusal.ground-not-allowed" });
    expect(await propose("fraud-security")).toMatchObject({ ok: true });
    expect(await approved(house, id)).toMatchObject({ ok: true });
    expect(await rowOf(house, id)).toMatchObject({ state: "answered", outcome: "refused", ground: "fraud-security" });
    const [letter] = await house.rows<{ params: Record<string, string> }>(
      "select params from customer_letters where subject_id = $1 and template = 'privacy.refused'",
      [id],
    );
    expect(letter?.params).toMatchObject({ ground: "legal-duty", remedy: "mipriv-complain-regulator" });
    expect(JSON.stringify(letter?.params)).not.toContain("fraud");
  });

  it("ends one that nobody proved, and no other ground does", async () => {
    const { id, version } = await entered(house, await somebody(house));
    const propose = (ground: "vexatious" | "identity-not-proven") =>
      house.run(proposeRefusal, { id, version, ground, note: "无法核实" }, { as: officer(house) });
    expect(await propose("vexatious")).toMatchObject({ code: "privacy.refusal.ground-not-allowed" });
    expect(await propose("identity-not-proven")).toMatchObject({ ok: true });
    expect(await approved(house, id)).toMatchObject({ ok: true });
    expect(await rowOf(house, id)).toMatchObject({ state: "answered", outcome: "refused" });
  });
});

describe("a breach", () => {
  it("is written down once, presses, and stays whoever withdraws", async () => {
    const { id, version } = await proven(house, await somebody(house), { type: "decision-explanation" });
    await at("2026-12-20T10:00:00+08:00", async () => {
      await watchRequests(house.runtime, { requestId: "watch" });
      await watchRequests(house.runtime, { requestId: "watch" });
      expect(await rowOf(house, id)).toMatchObject({ late: true, version: version + 1 });
      const back = { id, version: version + 1, note: "客户来电撤回" };
      expect(await house.run(withdrawRequest, back, { as: service(house) })).toMatchObject({ result: { late: true } });
      expect(await clockOf(house, id)).toMatchObject({ state: "breached" });
      const shown = await house.ask(requestsList, { filters: { timing: ["late"] } }, { as: lead(house) });
      expect(shown.rows.map((row) => row.id)).toContain(id);
    });
    await expect(
      house.rows("update privacy_requests set late = false, late_since = null where id = $1", [id]),
    ).rejects.toThrow("a breach is not taken back");
  });

  it("is seen of what nobody has proven: it stands in the figures and the list, and lapses late", async () => {
    const { id } = await entered(house, await somebody(house));
    await at("2027-01-15T10:00:00+08:00", async () => {
      const figures = await house.ask(requestFiguresQuery, {}, { as: lead(house) });
      expect(figures.unverified).toBeGreaterThan(0);
      expect(figures.days).toHaveLength(30);
      await watchRequests(house.runtime, { requestId: "watch-2" });
      expect(await rowOf(house, id)).toMatchObject({ state: "lapsed", lapse_reason: "never-proven", late: true });
    });
  });
});

describe("answering in words", () => {
  it("explains, is not for what a copy answers, and is not found from another programme", async () => {
    const { id, version } = await taken(house, await somebody(house), { type: "decision-explanation" });
    const input = { id, version, outcome: "fulfilled" as const, answer: "限额依规则自动校验，可申请人工复核。" };
    const other = house.as("privacy-officer", { programme: MALL });
    await expect(house.run(answerRequest, input, { as: other })).rejects.toThrow("not-found");
    expect(await house.run(answerRequest, input, { as: officer(house) })).toMatchObject({ ok: true });
    expect(await clockOf(house, id)).toMatchObject({ state: "met" });
    const copy = await taken(house, await somebody(house));
    expect(await house.run(answerRequest, { ...input, ...copy }, { as: officer(house) })).toMatchObject({
      code: "privacy.answer.not-carried-out",
    });
  });
});
