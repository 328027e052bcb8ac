import { describe, expect, it } from "vitest";
import { meets } from "../rulebook/figures";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { yearStart } from "./class-caps";
import { decidePayment } from "./engine";
import {
  type Agreed,
  ARRIVALS,
  type Arrival,
  type Factor,
  type LimitedAccount,
  NOTHING_AGREED,
  type Payment,
  type Usage,
} from "./model";
import { account, payment, UNUSED, yuan } from "./testing";
import { NO_USE, paymentUse, plus, tierOf } from "./use";

const TODAY = localDate("2026-11-20");
const agreed = (changes: Partial<Agreed>) => account({ agreed: { ...NOTHING_AGREED, ...changes } });

/** What payments made before today's question leave in every window. */
function having(...before: readonly Payment[]): Usage {
  const rules = testRules();
  const use = before.map((one) => paymentUse(one, tierOf(one.factors, rules, TODAY))).reduce(plus, NO_USE);
  return { day: use, year: use, lifetime: use };
}
const ask = (of: LimitedAccount, one: Payment, usage: Usage = UNUSED) =>
  decidePayment({ account: of, payment: one, usage, on: TODAY }, testRules());
const answer = (...question: Parameters<typeof ask>) => ask(...question).value.answer;
const reasons = (...question: Parameters<typeof ask>) => ask(...question).value.reasons.map(({ code }) => code);
const cited = (...question: Parameters<typeof ask>) => ask(...question).basis.map(({ ruleId }) => ruleId);

const TWO: readonly Factor[] = ["static-password", "biometric"];
const CODE: readonly Factor[] = ["static-password", "one-time-code"];
const ONE: readonly Factor[] = ["static-password"];

describe("the legal table of a day", () => {
  it.each([
    ["one", ONE, 1_000, ["law-np-24-c", "mipay-auth-lt2"]],
    ["two", TWO, 5_000, ["law-np-24-b", "mipay-auth-2-no-dyn"]],
  ] as const)("%s: %s yields %i yuan, and one fen more is beyond law and agreement", (tier, factors, cap, rules) => {
    expect(tierOf(factors, testRules(), TODAY)).toBe(tier);
    expect(answer(account(), payment(cap, { factors }))).toBe("allow");
    expect(cited(account(), payment(cap, { factors }))).toContain("trap-inclusive");
    const before = having(payment(cap, { factors }));
    const beyond = ask(account(), payment(0.01, { factors }), before);
    expect(beyond.value).toMatchObject({ reasons: [{ code: "limits.line.day" }] });
    expect(beyond.value.reasons[0]?.basis.map(({ ruleId }) => ruleId)).toEqual(rules);
    expect(beyond.value.lines.find(({ name }) => name === "day")).toMatchObject({ cap: yuan(cap), room: 0n });
  });

  it("needs two of the three kinds: what is held twice is one kind (law-np-22)", () => {
    expect(tierOf(["one-time-code", "certificate"], testRules(), TODAY)).toBe("one");
    expect(tierOf(["static-password", "certificate"], testRules(), TODAY)).toBe("agreed");
    expect(tierOf(["biometric", "e-signature"], testRules(), TODAY)).toBe("agreed");
  });

  it("gives a certificate what was agreed, and where nothing was, what holds without one", () => {
    expect(answer(account(), payment(5_000))).toBe("allow");
    expect(answer(account(), payment(5_000.01))).toBe("deny");
    expect(answer(agreed({ dayMinor: yuan(20_000) }), payment(20_000))).toBe("allow");
    expect(cited(agreed({ dayMinor: yuan(20_000) }), payment(20_000))).toContain("law-np-24-a");
    expect(answer(agreed({ dayMinor: yuan(20_000) }), payment(20_000.01))).toBe("deny");
  });

  it("holds a customer to the less he agreed to, however he is verified", () => {
    const less = agreed({ dayMinor: yuan(500) });
    for (const factors of [ONE, TWO, CODE, ["static-password", "certificate"]] as const) {
      expect(answer(less, payment(500, { factors: [...factors] }))).toBe("allow");
      expect(answer(less, payment(500.01, { factors: [...factors] }))).toBe("deny");
    }
    expect(answer(agreed({ dayMinor: yuan(8_000) }), payment(5_000.01, { factors: [...TWO] }))).toBe("ask-more");
  });

  it("takes a one-time code for no certificate, and says how law and agreement differ (trap-auth-tier1)", () => {
    const found = ask(agreed({ dayMinor: yuan(20_000) }), payment(5_000.01, { factors: CODE }));
    expect(found.value).toMatchObject({ answer: "ask-more", ask: [["certificate"], ["e-signature"]] });
    expect(found.value.difference).toMatchObject({
      agreement: { ruleId: "mipay-auth-dyn-plus-static" },
      law: { ruleId: "law-np-24-a" },
      agreementMinor: yuan(20_000),
      lawMinor: yuan(5_000),
    });
    expect(ask(account(), payment(1)).value.difference).toBeNull();
  });

  it("sums the whole day and lets its weakest payment decide (trap-single-vs-daily)", () => {
    const weak = payment(900, { factors: ONE });
    expect(answer(account(), payment(100), having(weak))).toBe("allow");
    expect(answer(account(), payment(100.01), having(weak))).toBe("deny");
    expect(cited(account(), payment(100), having(weak))).toContain("trap-single-vs-daily");
    expect(answer(account(), weak, having(payment(100)))).toBe("allow");
    expect(answer(account(), payment(900.01, { factors: ONE }), having(payment(100)))).toBe("ask-more");
  });

  it("leaves own-name payments out, of the sum and of the weakest", () => {
    const home = payment(50_000, { kind: "withdrawal", ownName: true, factors: ONE });
    expect(answer(account(), payment(5_000, { factors: TWO }), having(home))).toBe("allow");
    expect(answer(account(), home, having(payment(5_000, { factors: TWO })))).toBe("allow");
  });
});

describe("ask-more", () => {
  it("names the smallest additions any one of which is enough", () => {
    expect(ask(account(), payment(1_000.01, { factors: ONE })).value.ask).toEqual([
      ["one-time-code"],
      ["certificate"],
      ["e-signature"],
      ["biometric"],
    ]);
  });

  it("is not answered where no verification helps", () => {
    expect(answer(account({ held: { ...account().held, debit: true } }), payment(1, { factors: ONE }))).toBe("deny");
    expect(answer(account(), payment(5_000.01, { factors: TWO }))).toBe("deny");
  });
});

describe("transfers", () => {
  const transfer = (sum: number, changes: Partial<Payment> = {}) => payment(sum, { kind: "transfer", ...changes });

  it("are 1,000 yuan a day by default, to the fen", () => {
    expect(answer(account(), transfer(1_000))).toBe("allow");
    expect(reasons(account(), transfer(0.01), having(transfer(1_000)))).toEqual(["limits.line.transfer-sum"]);
    expect(cited(account(), transfer(0.01), having(transfer(1_000)))).toEqual([
      "mipay-transfer-default-amount",
      "trap-default-transfer",
    ]);
  });

  it("are four a day by default", () => {
    const three = having(transfer(1), transfer(1), transfer(1));
    expect(answer(account(), transfer(1), three)).toBe("allow");
    const four = having(transfer(1), transfer(1), transfer(1), transfer(1));
    expect(reasons(account(), transfer(1), four)).toEqual(["limits.line.transfer-count"]);
    expect(cited(account(), transfer(1), four)).toEqual(["mipay-transfer-default-count", "trap-default-transfer"]);
  });

  it("leave the payer at least two times of arrival to choose from, of those the law names", () => {
    const offering = (...offered: Arrival[]) => transfer(1, { arrival: { offered, chosen: offered[0] ?? "at-once" } });
    expect(answer(account(), offering("at-once", "next-day"))).toBe("allow");
    for (const none of [offering("at-once"), transfer(1, { arrival: null })]) {
      expect(reasons(account(), none)).toEqual(["limits.transfer.no-choice"]);
      expect(answer(account(), none)).toBe("deny");
      expect(cited(account(), none)).toEqual(["mipay-transfer-options", "law-261-options"]);
    }
    expect(answer(account(), payment(1, { kind: "red-packet" }))).toBe("allow");
    expect(meets(testRules().figure("law-261-options", "listed", TODAY), ARRIVALS.length)).toBe(true);
  });

  it("of an enterprise are told with purpose and reason above the sum, and denied without (mipriv-unit-50k-purpose)", () => {
    const firm = account({ holder: "enterprise" });
    const sum = (yuans: number, more: Partial<Payment> = {}) => payment(yuans, { kind: "transfer", ...more });
    const purpose = { of: "goods", reason: "HT-2026-0001" } as const;
    expect(reasons(firm, sum(50_000))).toEqual([]);
    expect(reasons(firm, sum(50_000.01))).toEqual(["limits.transfer.no-purpose"]);
    expect(answer(firm, sum(50_000.01))).toBe("deny");
    expect(cited(firm, sum(50_000.01))).toEqual(["mipriv-unit-50k-purpose", "law-np-unit-50k"]);
    expect(answer(firm, sum(50_000.01, { purpose }))).toBe("allow");
    expect(answer(firm, sum(50_000.01, { ownName: true }))).toBe("allow");
    expect(answer(firm, payment(50_000.01, { kind: "consumption" }))).toBe("allow");
    expect(reasons(account(), sum(50_000.01))).not.toContain("limits.transfer.no-purpose");
  });

  it("leave red packets and the holder's own account outside", () => {
    const packets = Array.from({ length: 5 }, () => payment(300, { kind: "red-packet" }));
    expect(answer(account(), transfer(1_000), having(...packets))).toBe("allow");
    expect(answer(account(), payment(3_000, { kind: "red-packet" }), having(transfer(1_000)))).toBe("allow");
    expect(answer(account(), transfer(9_000, { ownName: true }), having(transfer(1_000)))).toBe("allow");
  });

  it("follow what was agreed, of a day and of a year", () => {
    const more = agreed({ transferDayMinor: yuan(3_000), transferDayCount: 6, transferYearMinor: yuan(8_000) });
    expect(answer(more, transfer(3_000))).toBe("allow");
    expect(cited(more, transfer(3_000))).toEqual(
      expect.arrayContaining(["law-261-limits", "mipay-transfer-limit-change"]),
    );
    expect(reasons(more, transfer(3_000.01))).toEqual(["limits.line.transfer-sum"]);
    const year = { ...UNUSED, year: having(transfer(7_999)).year };
    expect(answer(more, transfer(1), year)).toBe("allow");
    expect(reasons(more, transfer(1.01), year)).toEqual(["limits.line.transfer-year"]);
  });
});

describe("payments without password and code", () => {
  const free = (sum: number) => payment(sum, { factors: [] });
  const opted = agreed({ passwordFree: { paymentMinor: yuan(200), dayMinor: yuan(500) } });

  it("are off unless the customer applied", () => {
    const off = ask(account(), free(1));
    expect(off.value).toMatchObject({ answer: "ask-more", reasons: [{ code: "limits.free.not-agreed" }] });
    expect(off.basis.map(({ ruleId }) => ruleId)).toEqual(["mipay-small-free-optin", "llpay-free-verify-consent"]);
  });

  it("stay within the sum of one and of a day", () => {
    expect(answer(opted, free(200))).toBe("allow");
    expect(cited(opted, free(200.01))).toEqual(expect.arrayContaining(["llpay-free-verify-limit", "trap-free-verify"]));
    expect(reasons(opted, free(200.01))).toEqual(["limits.line.free-payment"]);
    expect(answer(opted, free(100), having(free(200), free(200)))).toBe("allow");
    expect(reasons(opted, free(100.01), having(free(200), free(200)))).toEqual(["limits.line.free-day"]);
  });

  it("count as fewer than two factors for everything that day (trap-free-verify)", () => {
    expect(answer(opted, payment(800), having(free(200)))).toBe("allow");
    expect(answer(opted, payment(800.01), having(free(200)))).toBe("deny");
  });
});

describe("the class", () => {
  it.each([
    [1, 1_000],
    [2, 100_000],
    [3, 200_000],
  ] as const)("%i: %i yuan pass, one fen more is beyond the agreement and the law", (accountClass, cap) => {
    const wide = account({ accountClass, agreed: { ...NOTHING_AGREED, dayMinor: yuan(500_000) } });
    expect(answer(wide, payment(cap))).toBe("allow");
    const used = having(payment(cap));
    const later = { ...UNUSED, year: used.year, lifetime: used.lifetime };
    expect(reasons(wide, payment(0.01), later)).toEqual(["limits.line.class"]);
    expect(cited(wide, payment(0.01), later).slice(0, 2)).toEqual([`mipay-tier${accountClass}-cap`, "law-np-11"]);
  });

  it("I counts own-name payments over a lifetime; II and III leave them out and count the calendar year", () => {
    const home = payment(1_000, { kind: "withdrawal", ownName: true });
    const used = { ...UNUSED, lifetime: having(home).lifetime };
    expect(reasons(account({ accountClass: 1 }), payment(0.01), used)).toEqual(["limits.line.class"]);
    expect(answer(account({ accountClass: 2 }), { ...home, minor: yuan(900_000) })).toBe("allow");
    expect(cited(account({ accountClass: 1 }), { ...home, minor: yuan(1) })).toContain("trap-own-name");
    expect(cited(account({ accountClass: 2 }), payment(1))).toEqual(
      expect.arrayContaining(["law-np-year", "trap-year-window"]),
    );
    expect(yearStart(testRules(), TODAY)).toBe("2026-01-01");
  });

  it("I and II do not invest", () => {
    for (const accountClass of [1, 2] as const) {
      const found = ask(account({ accountClass }), payment(1, { kind: "investment" }));
      expect(found.value.reasons).toMatchObject([{ code: "limits.use.not-of-class" }]);
      expect(found.basis.map(({ ruleId }) => ruleId)).toEqual([`mipay-tier${accountClass}-scope`]);
    }
    expect(cited(account(), payment(1, { kind: "investment" }))).toContain("mipay-tier3-scope");
  });

  it("has no say over an enterprise", () => {
    expect(answer(account({ holder: "enterprise" }), payment(900_000, { factors: [] }))).toBe("allow");
  });
});

describe("live measures", () => {
  const held = (changes: Partial<LimitedAccount["held"]>) => account({ held: { ...account().held, ...changes } });

  it.each([
    [held({ debit: true }), payment(1), "limits.held.debit"],
    [held({ functions: ["transfer"] }), payment(1, { kind: "red-packet" }), "limits.held.function"],
    [held({ functions: ["password-free"] }), payment(1, { factors: [] }), "limits.held.function"],
    [held({ cards: ["card"] }), payment(1, { cardId: "card" }), "limits.held.card"],
  ] as const)("are answered with no", (of, one, reason) => {
    expect(reasons(of, one)).toContain(reason);
    expect(cited(of, one)).toEqual(expect.arrayContaining(["mipay-authority-freeze-deduct", "llpay-transfer-blocked"]));
  });

  it("leave other functions and cards alone", () => {
    expect(answer(held({ functions: ["transfer"], cards: ["card"] }), payment(1, { cardId: "other" }))).toBe("allow");
  });

  it("hold a sum: what is above it may be spent, to the fen", () => {
    const of = { ...held({ amountMinor: yuan(90) }), balanceMinor: yuan(100) };
    expect(answer(of, payment(10))).toBe("allow");
    expect(reasons(of, payment(10.01))).toEqual(["limits.held.amount"]);
    expect(reasons({ ...of, balanceMinor: null }, payment(1))).toEqual(["limits.held.amount"]);
  });
});
