import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PAGE_ROWS } from "@/domain/packages/policy";
import { memoryStore } from "@/server/evidence/testing";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount, makeLeg, type PersonPrincipal } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { end, makeEnded, workDue } from "@/server/retention/testing";
import "./erased";
import { takePackage } from "./commands/take-package";
import { getPackage } from "./http";
import { asked, build, unzip } from "./testing";

let house: House;
let store: ReturnType<typeof memoryStore>;
let officer: PersonPrincipal;
beforeAll(async () => {
  house = await openHouse();
  store = memoryStore();
  officer = house.as("privacy-officer");
  await house.stepUp(officer);
});
afterAll(() => house.close());

type Sections = Record<string, Record<string, Record<string, unknown>[]>>;

async function ready({ customerId }: MadeAccount): Promise<string> {
  const id = await asked(house, customerId);
  expect(await build(house, id, store)).toBe("ready");
  return id;
}

async function sectionsOf(id: string): Promise<{ sections: Sections; csv: string }> {
  const taken = await house.run(takePackage, { id }, { as: officer });
  if (!taken.ok) throw new Error(taken.code);
  const answer = await getPackage(officer, taken.result.link, { runtime: house.runtime, store });
  const files = unzip(Buffer.from(await answer.arrayBuffer()));
  const text = (name: string) => files.get(name)?.toString("utf8") ?? "";
  return { ...(JSON.parse(text("data.json")) as { sections: Sections }), csv: text("transactions.csv") };
}

describe("what a package tells", () => {
  it("goes on over the end of a page, within a day and into another month, each transaction once", async () => {
    const account = await makeAccount(house);
    await makeLeg(house, account, { amountMinor: 1n, date: "2026-09-29" });
    const rows = 2 * PAGE_ROWS + 7;
    await house.rows(
      `insert into transactions (id, programme_id, legal_entity_id, customer_id, account_id, transfer_id, business_date, occurred_at,
         direction, kind, cash, cross_border, natural_person, same_name, amount_minor, currency, cny_minor, channel)
       select gen_random_uuid(), programme_id, legal_entity_id, customer_id, account_id, gen_random_uuid(), '2026-09-30'::date + i / $2::int,
         occurred_at, direction, kind, cash, cross_border, natural_person, same_name, 1000 + i, currency, 1000 + i, channel
       from transactions, generate_series(1, $3::int) i where customer_id = $1`,
      [account.customerId, PAGE_ROWS + 3, rows],
    );
    const { sections, csv } = await sectionsOf(await ready(account));
    const all = await house.rows<{ id: string }>(
      "select id from transactions where customer_id = $1 order by business_date, id",
      [account.customerId],
    );
    expect(all).toHaveLength(rows + 1);
    expect(sections.transactions?.transactions?.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(csv.trimEnd().split("\n")).toHaveLength(rows + 2);
  });

  it("is what he agreed to, whom his data went to, and what was decided by itself; not what a person lowered", async () => {
    const account = await makeAccount(house);
    const [partner, event] = [newId(), newId()];
    const whose = "programme_id, legal_entity_id from customers where id = $1";
    await house.rows(
      `insert into sharing_partners (id, programme_id, legal_entity_id, number, name, kind, country, contact, purpose, way, fields, basis,
         case_code, contract_reference, contract_from, safeguards, consent_required, state, recorded_by, recorded_at, started_at)
       select $2, programme_id, legal_entity_id, 'SP-900001', '样本清算公司', 'recipient', 'CN', 'privacy@clearing.example.invalid', 'clearing',
         'interface', '{name}', 'contract', 'for-the-trade-itself', 'K-1', '2026-01-01', '{encryption}', false, 'active', 'person:x', now(),
         now() from customers where id = $1`,
      [account.customerId, partner],
    );
    await house.rows(
      `insert into sharing_disclosures (id, partner_id, customer_id, fields, reference, at, recorded_at, recorded_by, programme_id, legal_entity_id)
       select gen_random_uuid(), $2, $1, '{name,account}', 'R-1', '2026-09-01T00:00:00Z', now(), 'person:x', ${whose}`,
      [account.customerId, partner],
    );
    await house.rows(
      `insert into consent_events (id, customer_id, purpose, change, channel, asked, at, recorded_at, recorded_by, programme_id, legal_entity_id)
       select $2, $1, 'marketing-sms', 'refused', 'app', true, '2026-09-02T00:00:00Z', now(), 'person:x', ${whose}`,
      [account.customerId, event],
    );
    for (const [to, reason] of [
      [2, null],
      [1, "lowered-by-hand"],
    ])
      await house.rows(
        `insert into kyc_class_changes (id, customer_id, account_id, from_class, to_class, channels, face_to_face, reason_code, rules,
           changed_by, changed_at, programme_id, legal_entity_id)
         select gen_random_uuid(), $1, $2, 3, $3, 2, false, $4, '[]', 'system:worker', '2026-09-03T00:00:00Z', ${whose}`,
        [account.customerId, account.accountId, to, reason],
      );
    const { sections } = await sectionsOf(await ready(account));
    expect(sections.sharing?.sharingDisclosures).toEqual([
      { partner: "样本清算公司", kinds: ["name", "account"], at: "2026-09-01T00:00:00.000Z" },
    ]);
    expect(sections.consents?.consentEvents).toEqual([
      { purpose: "marketing-sms", change: "refused", channel: "app", at: "2026-09-02T00:00:00.000Z" },
    ]);
    expect(sections["automatic-decisions"]?.kycClassChanges).toMatchObject([
      { account: account.accountNumber, classBefore: "3", classAfter: "2" },
    ]);
  });
});

describe("a package of a customer whose data go", () => {
  it("ends with the first class that is erased, in the same transaction; another's stays", async () => {
    const [gone, other] = [await makeEnded(house), await makeAccount(house)];
    const [mine, another] = [await ready(gone), await ready(other)];
    await end(house, gone.customerId);
    await workDue(house);
    const state = await house.rows<{ id: string; state: string; keys: number }>(
      `select id, state, (select count(*)::int from subject_keys where subject_id = p.id) as keys from subject_packages p
       where id = any($1) order by state`,
      [[mine, another]],
    );
    expect(state).toEqual([
      { id: another, state: "ready", keys: 1 },
      { id: mine, state: "revoked", keys: 0 },
    ]);
    const news = await house.jobs("packages.package.ended");
    expect(news.map(({ payload }) => (payload as { packageId: string }).packageId)).toContain(mine);
  });
});
