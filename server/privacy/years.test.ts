import "@/server/all";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { localDate } from "@/domain/shared/time";
import { sealEverything } from "@/server/audit/testing";
import { closingRoad } from "@/server/closures/testing";
import { makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { writeErasures } from "@/server/operations/backup";
import { certificateDetailQuery, certificatesList } from "@/server/retention/queries";
import { openAs, runOn, workDue, worker } from "@/server/retention/testing";
import { type BackupHouse, openBackupHouse } from "@/tests/support/backup-house";
import { requestDetailQuery } from "./detail";
import { approved, lead, lettersOf, officer, planned, rowOf, taken, well } from "./testing";
import { watchRequests } from "./watch";

let own: BackupHouse;
beforeAll(async () => {
  own = await openBackupHouse();
});
afterAll(() => own.house.close());
beforeEach(() => own.fresh());
afterEach(() => own.wipe());

it("asked, proven, agreed to, closed: what may go goes, the rest is stored ten years, erased, certified, and stays gone", async () => {
  const { house } = own;
  const account = await makeAccount(house, { name: "样本十年" });
  const { customerId } = account;
  await makeLeg(house, account, { amountMinor: 12_345n, date: "2026-09-01" });
  const name = { table: "customers", column: "name_sealed", rowId: customerId };
  const entries = async () =>
    Object.fromEntries(
      (
        await house.rows<{ of: string; state: string; until: string | null }>(
          "select retention_class as of, state, kept_until::text as until from retention_entries where customer_id = $1",
          [customerId],
        )
      ).map(({ of, state, until }) => [of, { state, until }]),
    );

  const asked = await planned(house, await taken(house, account, { type: "closure", words: "注销并删除" }));
  well(await approved(house, asked.id));
  expect(await entries()).toEqual({});
  const road = closingRoad(house);
  await road.work();
  await road.answer(account);
  await watchRequests(house.runtime, { requestId: "watch" });
  expect(await rowOf(house, asked.id)).toMatchObject({ state: "answered", outcome: "partly", late: false });
  expect(await lettersOf(house, asked.id)).toContain("privacy.erased");

  await workDue(house);
  expect(await entries()).toEqual({
    service: { state: "erased", until: null },
    identity: { state: "scheduled", until: "2036-10-09" },
    contact: { state: "scheduled", until: "2036-10-09" },
    casework: { state: "scheduled", until: "2036-10-09" },
    trade: { state: "scheduled", until: expect.stringMatching(/^203[16]-/) },
  });
  const [letter] = await house.rows<{ params: { lines: { of: string; as: string; on?: string }[] } }>(
    "select params from customer_letters where subject_id = $1 and template = 'privacy.erased'",
    [asked.id],
  );
  expect(letter?.params.lines.find(({ of }) => of === "identity")).toMatchObject({ as: "until", on: "2036-10-09" });
  expect(await openAs(house, house.as("customer-service"), name)).toBeNull();
  expect(await openAs(house, officer(house), name)).toBe("样本十年");

  await sealEverything(house.runtime);
  await own.backup();
  await runOn(house, localDate("2036-10-09"));
  expect(await openAs(house, officer(house), name)).toBe("样本十年");
  await runOn(house, localDate("2036-10-10"));
  expect(await openAs(house, worker(), name)).toBeNull();
  expect(Object.values(await entries()).map(({ state }) => state)).toEqual(Array(5).fill("erased"));
  expect(await house.rows("select 1 from subject_keys where subject_id = any($1)", [[customerId, asked.id]])).toEqual(
    [],
  );
  const shown = await house.ask(requestDetailQuery, { id: asked.id }, { as: lead(house) });
  expect(shown).toMatchObject({ words: null, customer: { number: account.customerNumber } });
  const list = await house.ask(certificatesList, { filters: { customer: customerId } }, { as: officer(house) });
  expect(list.rows).toHaveLength(5);
  for (const { id } of list.rows) {
    const detail = await house.ask(certificateDetailQuery, { id }, { as: officer(house) });
    expect(detail).toMatchObject({ holds: true, content: { subject: { id: customerId } } });
  }

  await sealEverything(house.runtime);
  const ledger = own.at("later.jsonl");
  await writeErasures(house.runtime, ledger);
  await own.withEmpty(async (url) => {
    await own.restore(url, { erasures: { file: ledger } });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(
      `select (select count(*)::int from subject_keys where subject_id = any($1)) as keys,
         (select count(*)::int from blind_index where subject_id = $2) as indexed,
         (select count(*)::int from transactions where customer_id = $2) as trades`,
      [[customerId, asked.id], customerId],
    );
    await client.end();
    expect(rows).toEqual([{ keys: 0, indexed: 0, trades: 0 }]);
  });
}, 200_000);
