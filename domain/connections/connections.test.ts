import { describe, expect, it } from "vitest";
import { isListed, isPublicAddress, readRange } from "../shared/addresses";
import { connectionsRefusals, statusOf } from "./codes";
import { type Entry, NEWS_ENTRIES, newsOf, WEBHOOK_KINDS } from "./events";
import { formatKeyToken, readAuthorization } from "./key-token";
import { CONNECTIONS_POLICY, waitAfter } from "./policy";
import { readTransaction } from "./read-transaction";
import { knownScopes } from "./scopes";

describe("a key's token", () => {
  const token = { id: "019a0000-0000-7000-8000-000000000001", secret: `${"a-_".repeat(14)}A` };

  it("is read back from a bearer header", () => {
    expect(formatKeyToken(token)).toMatch(/^hk_[0-9a-f]{32}_/);
    expect(readAuthorization(`Bearer ${formatKeyToken(token)}`)).toEqual(token);
    expect(readAuthorization(`bearer ${formatKeyToken(token)}`)).toEqual(token);
  });

  it.each([
    null,
    "",
    "Bearer",
    "Basic abc",
    "Bearer hk_1_2",
    `Bearer ${formatKeyToken(token)} x`,
    `Bearer ${formatKeyToken(token)},b`,
    `Bearer hk_${"0".repeat(32)}_${token.secret}`,
    `Bearer ${formatKeyToken(token)}A`,
  ])("is nothing else: %s", (header) => {
    expect(readAuthorization(header)).toBeUndefined();
  });
});

describe("an address list", () => {
  it.each([
    ["203.0.113.7", ["203.0.113.0/24"], true],
    ["203.0.114.7", ["203.0.113.0/24"], false],
    ["203.0.113.129", ["203.0.113.128/25"], true],
    ["203.0.113.127", ["203.0.113.128/25"], false],
    ["::ffff:203.0.113.7", ["203.0.113.7"], true],
    ["2001:db8::1", ["2001:db8::/32"], true],
    ["2001:db9::1", ["2001:db8::/32"], false],
    ["2001:db8::1", ["0.0.0.0/0"], false],
    ["203.0.113.7", ["nonsense"], false],
    [null, ["0.0.0.0/0"], false],
    [null, [], true],
  ] as const)("%s in %j: %s", (address, list, inside) => {
    expect(isListed(list, address)).toBe(inside);
  });

  it.each([
    "",
    "1.2.3",
    "1.2.3.256",
    "01.2.3.4",
    "1.2.3.4/33",
    "1.2.3.4/",
    "1.2.3.4/8/8",
    ":::",
    "1::2::3",
    "::/129",
    "g::",
  ])("is not made of %s", (text) => {
    expect(readRange(text)).toBeUndefined();
  });
});

describe("addresses news may go to", () => {
  it.each(["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "172.32.0.1", "100.128.0.1"])("%s", (text) => {
    expect(isPublicAddress(text)).toBe(true);
  });

  it.each([
    "127.0.0.1",
    "127.1.2.3",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fd00::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "not-an-address",
  ])("are not %s", (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });
});

describe("news", () => {
  const entry = (kind: string, data: Entry["data"], outcome = "committed"): Entry => ({
    id: "e",
    at: "2026-10-09T06:32:00.000Z",
    kind,
    outcome,
    subject: { type: "measure", id: "m" },
    data,
  });

  it("are made of entries by what they say, for those who chose them", () => {
    const confirm = entry("controls.instruction.confirm", {
      number: "CM-1",
      state: "in-force",
      verb: "restrict",
      note: {},
    });
    expect(newsOf(confirm, WEBHOOK_KINDS)).toEqual([
      { type: "measure.in-force", timestamp: confirm.at, data: { measureId: "m", number: "CM-1", state: "in-force" } },
    ]);
    expect(newsOf(confirm, ["measure.released"])).toEqual([]);
    const finalised = entry("ingestion.batch.finalise", { number: "IM-1", candidates: 0, rows: 3 });
    expect(newsOf(finalised, WEBHOOK_KINDS).map(({ type }) => type)).toEqual(["import.finalised"]);
    const found = entry("ingestion.batch.finalise", { candidates: 2 });
    expect(newsOf(found, WEBHOOK_KINDS).map(({ type }) => type)).toEqual(["large-value.found", "import.finalised"]);
  });

  it("are not made of attempts, nor of other entries", () => {
    expect(newsOf(entry("controls.instruction.fail", {}, "refused"), WEBHOOK_KINDS)).toEqual([]);
    expect(newsOf(entry("customers.field.reveal", {}), WEBHOOK_KINDS)).toEqual([]);
    expect(NEWS_ENTRIES).not.toContain("customers.field.reveal");
  });
});

describe("waits", () => {
  it("grow, stop growing, and end", () => {
    const waits = Array.from({ length: CONNECTIONS_POLICY.attempts }, (_, at) => waitAfter(at + 1));
    expect(waits.slice(0, 3)).toEqual([10, 30, 90]);
    expect(waits.at(-2)).toBe(CONNECTIONS_POLICY.longestWaitSeconds);
    expect(waits.at(-1)).toBeNull();
  });
});

describe("a transaction's row", () => {
  const good = {
    id: "T1",
    occurredAt: "2026-10-08T23:30:00+08:00",
    kind: "transfer",
    direction: "out",
    amount: "120.50",
    currency: "CNY",
    customer: { ref: "C1", kind: "person" },
    counterparty: { ref: "C2", type: "enterprise", customer: true },
    balanceAfter: "7",
  };

  it("is two legs where the house keeps both accounts", () => {
    const read = readTransaction(good);
    expect(read).toMatchObject({
      ok: true,
      row: {
        sourceId: "T1",
        businessDate: "2026-10-08",
        occurredAt: "2026-10-08T15:30:00.000Z",
        amountMinor: 12_050n,
        legs: [
          { party: { ref: "C1" }, other: { ref: "C2" }, direction: "out", balanceAfterMinor: 700n },
          { party: { ref: "C2", kind: "enterprise" }, direction: "in", balanceAfterMinor: null },
        ],
      },
    });
  });

  it.each([
    [{ amount: "1.5", currency: "JPY" }, "amount", "connections.row.amount-too-precise"],
    [{ occurredAt: "1999-12-31T23:59:59+08:00" }, "occurredAt", "connections.row.time-range"],
    [{ occurredAt: "2026-10-08T23:30:00" }, "occurredAt", "connections.row.malformed"],
    [
      { counterparty: { ref: "M1", type: "merchant", customer: true } },
      "counterparty.type",
      "connections.row.customer-type",
    ],
    [{ customer: { ref: "C2", kind: "person" } }, "counterparty.ref", "connections.row.same-party"],
    [{ customer: { ref: "C2", kind: "person", more: 1 } }, "customer", "connections.row.unknown-field"],
    [{ id: "a b" }, "id", "connections.row.malformed"],
    [{ currency: "XXX" }, "currency", "connections.row.malformed"],
  ])("is refused with %j", (change, field, code) => {
    expect(readTransaction({ ...good, ...change })).toEqual({ ok: false, field, code });
  });

  it.each([null, 1, "row", [], {}])("is not %j", (raw) => {
    expect(readTransaction(raw)).toMatchObject({ ok: false, code: "connections.row.malformed" });
  });
});

describe("codes", () => {
  it("have a status each", () => {
    const statuses = new Set(connectionsRefusals.map(statusOf));
    expect([...statuses].every((status) => status >= 400 && status <= 503)).toBe(true);
    expect(statusOf("kernel.key.reused")).toBe(409);
    expect(statusOf("kernel.permission.denied")).toBe(403);
    expect(statusOf("controls.instruction.answered")).toBe(409);
    expect(statusOf("connections.account.customer-unknown")).toBe(422);
  });

  it("scopes that do not exist give nothing", () => {
    expect(knownScopes(["customers.read", "everything"])).toEqual(["customers.read"]);
    expect(knownScopes({})).toEqual([]);
  });
});
