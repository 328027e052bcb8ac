import "@/server/all";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryStore } from "@/server/evidence/testing";
import { makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, openHouse, PAY } from "@/server/kernel/testing/house";
import { takePackage } from "@/server/packages/commands/take-package";
import { getPackage } from "@/server/packages/http";
import { asked, build, unzip } from "@/server/packages/testing";
import { settle } from "./support/answers";
import { plan, plant } from "./support/plant";

const LONG = 300_000;
const WITH_CLEARANCE = ["measures", "approvals", "work_items", "audit_entries", "screening_hits", "evidence_files"];

let house: House;
beforeAll(async () => {
  house = await openHouse();
  settle(house);
});
afterAll(() => house.close());

/** Statements that reach the database while something is done. */
async function statementsOf<T>(work: () => Promise<T>): Promise<{ value: T; count: number }> {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: never[]) {
    count += 1;
    return (query as (...all: never[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    return { value: await work(), count };
  } finally {
    pg.Client.prototype.query = query;
  }
}

/** How many pages a paper has. Its bytes differ by the digits of its number. */
const pagesOf = (pdf: Buffer | undefined): number => pdf?.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;

/** Everything a package of a customer says, without what tells one building from the next. */
async function told(customerId: string): Promise<{ text: string; pages: number; statements: number }> {
  const store = memoryStore();
  const officer = house.as("privacy-officer");
  await house.stepUp(officer);
  const id = await asked(house, customerId);
  const { count } = await statementsOf(() => build(house, id, store));
  const taken = await house.run(takePackage, { id }, { as: officer });
  if (!taken.ok) throw new Error(taken.code);
  const answer = await getPackage(officer, taken.result.link, { runtime: house.runtime, store });
  const files = unzip(Buffer.from(await answer.arrayBuffer()));
  const text = (name: string) => (files.get(name)?.toString("utf8") ?? "").replace(/PK-\d+/g, "PK");
  return {
    text: text("data.json") + text("transactions.csv") + text("schema.json"),
    pages: pagesOf(files.get("readable.pdf")),
    statements: count,
  };
}

describe("a package of somebody under suspicion", { timeout: LONG }, () => {
  it("is byte for byte that of anybody else, and takes as many statements", async () => {
    const { customerId, accountId, ...rest } = await makeAccount(house, { name: "样本某某" });
    await makeLeg(house, { customerId, accountId, ...rest }, { amountMinor: 1_000n });
    // The first building loads what later ones find loaded.
    await told(customerId);
    const before = await told(customerId);
    const secret = await plan(house, "876541");
    const about = { customers: customerId, accounts: accountId };
    await plant(house, secret, { programme: PAY, clearance: "suspicion", tables: WITH_CLEARANCE, about });
    const hidden = await house.rows("select from measures where customer_id = $1 and clearance = 'suspicion'", [
      customerId,
    ]);
    expect(hidden.length).toBeGreaterThan(0);
    expect(before.pages).toBeGreaterThan(0);
    expect(await told(customerId)).toEqual(before);
  });
});
