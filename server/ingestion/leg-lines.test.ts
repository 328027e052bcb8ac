import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isUuid } from "@/domain/shared/ids";
import { instant, localDate } from "@/domain/shared/time";
import { newId } from "@/server/kernel/new-id";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { idSeries, LegLines, packId, STAGED_COLUMNS, type StagedLeg } from "./leg-lines";

const unpack = (packed: string) => {
  const hex = Buffer.from(packed, "latin1").toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

const leg: StagedLeg = {
  id: packId(newId()),
  transferId: packId(newId()),
  digest: "\x00\x01\x7f\x80\xff".padEnd(16, "z"),
  ordinal: 7,
  first: true,
  customerId: packId(newId()),
  accountId: packId(newId()),
  businessDate: localDate("2026-09-02"),
  occurredAt: instant("2026-09-01T16:30:00.123Z"),
  direction: "out",
  kind: "payment",
  cash: false,
  crossBorder: true,
  naturalPerson: true,
  amountMinor: 9_223_372_036_854_775_807n,
  currency: "CNY",
  balanceAfterMinor: null,
  counterpartyType: "merchant",
  counterpartyId: packId(newId()),
  sourceRow: 5_000_000_000,
};

describe("ids of a series", () => {
  it("are version 7, rise, and belong to no other series", () => {
    const [one, two] = [idSeries(), idSeries()];
    const ids = [0, 1, 255, 256, 65_536, 4_294_967_295].map((n) => unpack(one(n)));
    expect(ids.every(isUuid)).toBe(true);
    expect(ids.every((id) => id[14] === "7")).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set([...ids, unpack(two(0))]).size).toBe(ids.length + 1);
  });

  it("unpack to what was packed", () => {
    const id = newId();
    expect(unpack(packId(id))).toBe(id);
  });
});

describe("legs in COPY's binary form", () => {
  let house: House;
  let client: pg.Client;
  beforeAll(async () => {
    house = await openHouse();
    client = new pg.Client({ connectionString: house.url, options: "-c TimeZone=UTC" });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await house.close();
  });

  it("are read by the server as they were meant, however many", async () => {
    const lines = new LegLines(1);
    const other = { ...leg, first: false, businessDate: localDate("1999-12-31"), balanceAfterMinor: 0n };
    lines.add(leg);
    for (let i = 0; i < 500; i += 1) lines.add(other);
    await client.query(`create temp table staged (${STAGED_COLUMNS})`);
    await pipeline(Readable.from([lines.end()]), client.query(copyFrom("COPY staged FROM STDIN (FORMAT binary)")));
    const { rows } =
      await client.query(`select *, encode(identity, 'hex') as identity, business_date::text as business_date,
      occurred_at::text as occurred_at from staged order by first_leg desc limit 2`);
    expect(rows[0]).toEqual({
      id: unpack(leg.id),
      transfer_id: unpack(leg.transferId),
      identity: `${Buffer.from(leg.digest, "latin1").toString("hex")}00000007`,
      first_leg: true,
      customer_id: unpack(leg.customerId),
      account_id: unpack(leg.accountId),
      business_date: "2026-09-02",
      occurred_at: "2026-09-01 16:30:00.123+00",
      direction: "out",
      kind: "payment",
      cash: false,
      cross_border: true,
      natural_person: true,
      amount_minor: "9223372036854775807",
      currency: "CNY",
      balance_after: null,
      counterparty_type: "merchant",
      counterparty_id: unpack(leg.counterpartyId),
      source_row: "5000000000",
    });
    expect(rows[1]).toMatchObject({ first_leg: false, business_date: "1999-12-31", balance_after: "0" });
    expect((await client.query("select count(*)::int as n from staged")).rows).toEqual([{ n: 501 }]);
  });
});
