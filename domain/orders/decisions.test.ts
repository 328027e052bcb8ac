import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { asId, type PersonId } from "../shared/ids";
import { instant, localDate } from "../shared/time";
import { alarmDue } from "./alarms";
import {
  deductFrom,
  isSameGiver,
  mayTell,
  nextInQueue,
  refusePaper,
  releaseOrder,
  renewOrder,
  reviewOrder,
} from "./decisions";
import { discloseOnly } from "./disclosure";
import type { Order, OrderTerm } from "./model";
import { ORDERS_POLICY } from "./policy";

const at = (text: string) => instant(`${text}+08:00`);
const NOW = at("2026-10-09T14:32:00");
const GIVER = { authority: "police", authorityName: "示例市公安局", caseNumber: "示公经字〔2026〕1号" } as const;
const ORDER: Order & { term: OrderTerm } = {
  ...GIVER,
  id: asId<"order">("01920000-0000-7000-8000-000000000001"),
  number: "AO-000001",
  basis: "criminal",
  act: "freeze",
  customerId: asId<"customer">("c"),
  accountId: asId<"account">("a"),
  extent: { scope: "all", amountMinor: null },
  term: { unit: "months", count: 6 },
  state: "in-force",
  receivedAt: NOW,
  startsAt: NOW,
  endsAt: at("2027-04-10T00:00:00"),
  renewals: 0,
  registeredBy: asId<"person">("p1") as PersonId,
  version: 1,
};
const code = (result: { ok: boolean; code?: string }) => result.code;

describe("renewing an order", () => {
  const renew = (order: Partial<Order> = {}, paper: object = {}, now = NOW) =>
    renewOrder({
      order: { ...ORDER, ...order },
      paper: { ...GIVER, basis: "criminal", term: { unit: "months", count: 6 }, ...paper },
      now,
      rules: testRules(),
    });

  it("goes on from the day on which the term ends", () => {
    expect(renew()).toMatchObject({ ok: true, value: { endsAt: at("2027-10-10T00:00:00") } });
  });

  it("is for who gave it, before its end", () => {
    expect(code(renew({}, { authorityName: "示例县公安局" }))).toBe("orders.ground.other-authority");
    expect(code(renew({}, { caseNumber: "另一案" }))).toBe("orders.ground.other-authority");
    expect(code(renew({}, {}, at("2027-04-10T00:00:00")))).toBe("orders.ground.already-ended");
    expect(code(renew({ state: "lapsed" }))).toBe("orders.ground.already-ended");
    expect(code(renew({}, { term: { unit: "months", count: 7 } }))).toBe("orders.ground.term-too-long");
    expect(code(renew({}, { term: { unit: "until", on: localDate("2027-01-01") } }))).toBe("orders.ground.term-over");
  });

  it("of a stop is counted: two repeats, to the minute", () => {
    const stop = { act: "stop", basis: "fraud-stop", endsAt: at("2026-10-11T02:10:30") } as const;
    const term = { unit: "hours", count: 48 } as const;
    const again = (renewals: number) => renew({ ...stop, renewals }, { basis: "fraud-stop", term });
    expect(again(1)).toMatchObject({ ok: true, value: { endsAt: at("2026-10-13T02:10:30") } });
    expect(code(again(2))).toBe("orders.ground.renewed-enough");
  });

  it("of the central bank's freeze is not possible", () => {
    const paper = { authority: "pboc", basis: "aml-freeze", term: { unit: "hours", count: 48 } } as const;
    expect(code(renew({ authority: "pboc", basis: "aml-freeze" }, paper))).toBe("orders.ground.renewed-enough");
  });
});

describe("releasing an order", () => {
  const release = (order: Partial<Order>, paper: object) =>
    releaseOrder({ order: { ...ORDER, ...order }, paper: { ...GIVER, ...paper }, now: NOW, rules: testRules() });

  it("is for who gave it, or a court", () => {
    expect(release({}, {})).toMatchObject({ ok: true, value: { by: "order-release" } });
    expect(code(release({}, { authority: "procuratorate" }))).toBe("orders.ground.other-authority");
    expect(code(release({}, { authorityName: "别处" }))).toBe("orders.ground.other-authority");
    expect(release({}, { authority: "court", authorityName: "示例市人民法院" })).toMatchObject({
      value: { by: "court-decision" },
    });
    expect(code(release({ authority: "court" }, { authority: "court", authorityName: "另一法院" }))).toBe(
      "orders.ground.other-authority",
    );
  });

  it("is no news for what has ended, and fine for what only waits", () => {
    expect(code(release({ state: "released" }, {}))).toBe("orders.ground.already-ended");
    expect(release({ state: "queued" }, {})).toMatchObject({ ok: true });
  });

  it("knows the same office however its name is typed", () => {
    expect(isSameGiver(GIVER, { ...GIVER, caseNumber: " 示公经字〔2026〕１号 " })).toBe(true);
  });
});

describe("deducting", () => {
  const court = { authority: "court", authorityName: "示例市人民法院", caseNumber: "(2026)示执1号" } as const;
  const deduct = (amountMinor: bigint, frozen: readonly Order[] = []) =>
    deductFrom({ paper: court, amountMinor, balanceMinor: 10_000n, frozen, now: NOW, rules: testRules() });

  it("takes no more than there is, nor than the same court froze", () => {
    expect(deduct(10_000n)).toMatchObject({ ok: true, value: { from: null } });
    expect(code(deduct(10_001n))).toBe("orders.ground.above-balance");
    const own: Order = { ...ORDER, ...court, extent: { scope: "amount", amountMinor: 5_000n } };
    expect(deduct(5_000n, [own])).toMatchObject({ ok: true, value: { from: { number: ORDER.number } } });
    expect(code(deduct(5_001n, [own]))).toBe("orders.ground.above-frozen");
  });

  it("does not pass another authority's freeze", () => {
    expect(code(deduct(1n, [ORDER]))).toBe("orders.ground.frozen-by-another");
    expect(deduct(1n, [{ ...ORDER, state: "queued" }])).toMatchObject({ ok: true });
  });
});

describe("the waiting list", () => {
  const queued = (number: string, receivedAt: string, term: OrderTerm) => ({
    ...ORDER,
    number,
    term,
    state: "queued" as const,
    receivedAt: at(receivedAt),
  });

  it("lets the one that came first take hold, for its own term from then", () => {
    const turn = nextInQueue({
      queued: [
        queued("AO-000003", "2026-10-09T15:00:00", { unit: "months", count: 6 }),
        queued("AO-000002", "2026-10-09T14:40:00", { unit: "days", count: 10 }),
      ],
      at: at("2027-04-10T00:00:00"),
      rules: testRules(),
    });
    expect(turn.next).toMatchObject({ order: { number: "AO-000002" }, endsAt: at("2027-04-21T00:00:00") });
    expect(turn.basis.map(({ ruleId }) => ruleId)).toEqual(["law-order-crim-queue"]);
  });

  it("passes over one whose day went by while it waited", () => {
    const turn = nextInQueue({
      queued: [queued("AO-000002", "2026-10-09T14:40:00", { unit: "until", on: localDate("2026-12-31") })],
      at: at("2027-04-10T00:00:00"),
      rules: testRules(),
    });
    expect(turn).toMatchObject({ next: null, lapsed: [{ number: "AO-000002" }] });
  });
});

describe("refusing and reviewing", () => {
  it("refuses for a ground, never a whole order", () => {
    const rules = testRules();
    expect(refusePaper({ grounds: ["seal-missing"], basis: [] }, ["authenticity-doubted"], rules, NOW)).toMatchObject({
      ok: true,
      value: ["seal-missing", "authenticity-doubted"],
    });
    expect(code(refusePaper({ grounds: [], basis: [] }, [], rules, NOW))).toBe("orders.order.not-refusable");
  });

  it("is looked at by another, with the scan, and a defect names what follows", () => {
    const review = (changes: object) =>
      reviewOrder({
        order: ORDER,
        waits: true,
        scans: 1,
        by: asId<"person">("p2") as PersonId,
        outcome: "confirmed",
        nextStep: null,
        on: localDate("2026-10-09"),
        rules: testRules(),
        ...changes,
      });
    expect(review({})).toMatchObject({ ok: true });
    expect(code(review({ waits: false }))).toBe("orders.review.none");
    expect(code(review({ by: ORDER.registeredBy }))).toBe("orders.review.own");
    expect(code(review({ scans: 0 }))).toBe("orders.review.scan-missing");
    expect(code(review({ outcome: "defect" }))).toBe("orders.review.step-missing");
    expect(review({ outcome: "defect", nextStep: "ask-authority" })).toMatchObject({ ok: true });
  });

  it("tells customers of a freeze and nothing of a secret one", () => {
    expect(mayTell(ORDER)).toBe(true);
    expect(mayTell({ ...ORDER, basis: "aml-freeze", authority: "pboc" })).toBe(false);
    expect(mayTell({ ...ORDER, authority: "state-security" })).toBe(false);
    expect(mayTell({ ...ORDER, act: "query", basis: "query" })).toBe(false);
    expect(mayTell({ ...ORDER, act: "deduct", basis: "enforcement", authority: "court" })).toBe(true);
    expect(mayTell({ ...ORDER, act: "deduct", basis: "enforcement", authority: "supervision" })).toBe(false);
  });
});

describe("disclosure", () => {
  const paper = {
    data: ["identity", "transactions"],
    from: localDate("2026-01-01"),
    to: localDate("2026-06-30"),
  } as const;
  const give = (wanted: object) =>
    discloseOnly({ data: ["transactions"], from: paper.from, to: paper.to, ...wanted }, paper, NOW, testRules());

  it("gives what the paper names and refuses anything beyond, whole", () => {
    expect(give({})).toMatchObject({ ok: true });
    expect(code(give({ data: ["transactions", "cards"] }))).toBe("orders.query.beyond-paper");
    expect(code(give({ to: localDate("2026-07-01") }))).toBe("orders.query.beyond-paper");
    expect(code(give({ from: localDate("2025-12-31") }))).toBe("orders.query.beyond-paper");
    expect(code(give({ data: [] }))).toBe("orders.query.beyond-paper");
    expect(give({ data: ["identity"], from: null, to: null })).toMatchObject({ ok: true });
  });
});

describe("alarms before an end", () => {
  const days = { unit: "days", endsAt: at("2027-04-10T00:00:00") } as const;
  it("ring thirty, seven and one days before the last day", () => {
    const due = (now: string) => alarmDue(days, at(now), ORDERS_POLICY);
    expect(due("2027-03-09T23:59:00")).toBeNull();
    expect(due("2027-03-10T00:00:00")).toEqual({ unit: "days", count: 30 });
    expect(due("2027-04-02T12:00:00")).toEqual({ unit: "days", count: 7 });
    expect(due("2027-04-08T12:00:00")).toEqual({ unit: "days", count: 1 });
    expect(due("2027-04-10T00:00:00")).toBeNull();
  });
  it("ring by the hour for what holds for hours", () => {
    const stop = { unit: "hours", endsAt: at("2026-10-11T02:10:30") } as const;
    const due = (now: string) => alarmDue(stop, at(now), ORDERS_POLICY);
    expect(due("2026-10-10T14:10:29")).toBeNull();
    expect(due("2026-10-10T14:10:30")).toEqual({ unit: "hours", count: 12 });
    expect(due("2026-10-11T01:30:00")).toEqual({ unit: "hours", count: 1 });
  });
});
