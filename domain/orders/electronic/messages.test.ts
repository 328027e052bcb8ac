import { describe, expect, it } from "vitest";
import { platformMessage } from "./messages";

const common = {
  messageId: "sample-0001",
  programme: "pay",
  caseNumber: "样案2026-001",
  authority: "示例市公安局",
  issuedAt: "2026-10-02T02:10:00+08:00",
};
const target = { accountNumber: "9900000000900001" };
const stop = { ...common, act: "stop", target, extent: { scope: "all" }, hours: 48 };
const good = (message: unknown) => platformMessage.safeParse(message).success;

describe("a message of the platform", () => {
  it("is read in each of its five acts", () => {
    expect(good(stop)).toBe(true);
    expect(good({ ...common, act: "query", target, items: ["account", "holder"] })).toBe(true);
    expect(good({ ...common, act: "freeze", target, extent: { scope: "debit" }, term: { months: 6 } })).toBe(true);
    expect(good({ ...common, act: "freeze", target, extent: { scope: "all" }, term: { until: "2027-01-01" } })).toBe(
      true,
    );
    expect(good({ ...common, act: "renew", order: "sample-0000", hours: 24 })).toBe(true);
    expect(good({ ...common, act: "release", order: "sample-0000" })).toBe(true);
    const held = { scope: "amount", amountMinor: "100", currency: "CNY" };
    expect(platformMessage.parse({ ...stop, extent: held })).toMatchObject({ extent: { amountMinor: 100n } });
  });

  it.each([
    ["another act", { ...stop, act: "deduct" }],
    ["a field too many", { ...stop, note: "x" }],
    ["no target", { ...stop, target: {} }],
    ["two targets", { ...stop, target: { ...target, phone: "15400000001" } }],
    ["a document without a name", { ...stop, target: { documentNumber: "X1234567" } }],
    ["a sum with scope all", { ...stop, extent: { scope: "all", amountMinor: "1" } }],
    ["a scope of a sum without one", { ...stop, extent: { scope: "amount" } }],
    ["nothing held", { ...stop, extent: { scope: "amount", amountMinor: "0", currency: "CNY" } }],
    ["half an hour", { ...stop, hours: 0.5 }],
    ["no hours", { ...stop, hours: 0 }],
    ["a moment without its offset", { ...stop, issuedAt: "2026-10-02T02:10:00" }],
    ["a query for nothing", { ...common, act: "query", target, items: [] }],
    ["a query for more than this road gives", { ...common, act: "query", target, items: ["transactions"] }],
    ["a query twice for the same", { ...common, act: "query", target, items: ["holder", "holder"] }],
    ["a renewal without a term", { ...common, act: "renew", order: "sample-0000" }],
    ["a renewal with both", { ...common, act: "renew", order: "sample-0000", hours: 1, term: { months: 1 } }],
    ["a short name", { ...stop, messageId: "short" }],
  ])("is not read with %s", (_name, message) => {
    expect(good(message)).toBe(false);
  });
});
