import "@/server/all";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import {
  nameKey,
  normaliseCard,
  normaliseIdNumber,
  normalisePhone,
  normaliseReference,
} from "@/domain/customers/normalise";
import { localDate } from "@/domain/shared/time";
import { published, says } from "@/server/consents/testing";
import { clear, makeRecords, openItem } from "@/server/customers/testing";
import { removeBlobs } from "@/server/evidence/blobs";
import { evidenceDesk, picture } from "@/server/evidence/testing";
import { registerSighting } from "@/server/incidents/commands/register-sighting";
import { sweepSpool } from "@/server/ingestion/spool";
import type { BlindKind } from "@/server/kernel/crypto/blind-index";
import { configureLog } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import { enqueue } from "@/server/kernel/outbox";
import { inScope } from "@/server/kernel/scope";
import type { MadeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { DECLARED, kycDesk } from "@/server/kyc/testing";
import { prepareLetter } from "@/server/letters/commands/prepare-letter";
import { tellCustomer } from "@/server/letters/public";
import { counter } from "@/server/orders/testing";
import { asked, build } from "@/server/packages/testing";
import { entered } from "@/server/privacy/testing";
import { gives, inUse } from "@/server/sharing/testing";
import { addComment } from "@/server/worklist/commands/add-comment";
import { recordPromise } from "@/server/worklist/commands/record-promise";
import { startBulk } from "@/server/worklist/commands/start-bulk";
import { importFile, paysimFile, paysimLine } from "@/tests/support/import-files";
import { everyFile, everyOpened, everyRow, keysLeft, saying } from "@/tests/support/scan";
import { end, runOn, worker } from "./testing";

let house: House;
const lines: string[] = [];
beforeAll(async () => {
  house = await openHouse();
  const keep = (line: unknown) => lines.push(String(line)) > 0;
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, "write").mockImplementation(keep);
  configureLog("info");
});
afterAll(async () => {
  configureLog("silent");
  vi.restoreAllMocks();
  await house.close();
});

/** A party of an imported file, on either side of its rows. */
const [PAYER, SHOP] = ["C913700137", "M913700138"];
const WORDS = {
  request: "样本扫描请求九一三七",
  sighting: "样本扫描线索九一三八",
  comment: "样本扫描留言九一三九",
  promise: "样本扫描承诺九一四零",
  bulk: "样本扫描批注九一四一",
  order: "样本扫描文书九一四二",
  file: "样本扫描附件九一四三.jpg",
};
const { idNumber, phone, address } = DECLARED;
const VALUES = [
  ...Object.values(clear),
  ...Object.values(WORDS),
  idNumber,
  phone,
  address,
  PAYER,
  SHOP,
  "9137001.37",
].flatMap((value) => value ?? []);

type Ran<R> = { readonly ok: true; readonly result: R } | { readonly ok: false; readonly code: string };
function well<R>(outcome: Ran<R>): R {
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.result;
}

/** Gives a customer some of everything the house keeps, by the roads it comes in. */
async function plantEverywhere(account: MadeAccount) {
  const { customerId } = account;
  const officer = house.as("privacy-officer");
  const [evidence, kyc] = [evidenceDesk(house, account), kycDesk(house)];
  await evidence.ready(await picture(), { name: WORDS.file });
  await kyc.ready({ customer: account });
  const about = openItem(house, customerId);
  const item = { itemId: await about };
  well(await house.run(addComment, { ...item, text: WORDS.comment }, { as: house.as("compliance-officer") }));
  const promise = { ...item, kind: "call-back" as const, dueAt: "2026-10-12T10:00:00+08:00", note: WORDS.promise };
  well(await house.run(recordPromise, promise, { as: house.as("compliance-officer") }));
  const bulk = {
    scope: { list: {}, only: [item.itemId] },
    deed: { action: "priority" as const, priority: "first" as const, reason: "amount" as const },
    note: WORDS.bulk,
  };
  well(await house.run(startBulk, bulk, { as: house.as("team-lead") }));
  await entered(house, { customerId }, { words: WORDS.request });
  const receivedAt = house.clock.now();
  const sighting = { customerId, incidentId: null, channel: "phone" as const, receivedAt, words: WORDS.sighting };
  well(await house.run(registerSighting, sighting, { as: officer }));
  const taken = await counter(house).take(account, { note: WORDS.order });
  if (typeof taken === "string") throw new Error(taken);
  const policyVersionId = await published(house);
  well(await says(house, { customerId, policyVersionId }));
  const partner = await inUse(house);
  well(await gives(house, { partnerId: partner.id, customerId }, { reference: newId() }));
  await inScope(house.runtime, worker(), "write", async (scope) => {
    const subject = { type: "closure", id: newId() };
    const told = await tellCustomer(scope, { customerId, template: "closure.done", params: {}, subject });
    await enqueue(scope.tx, scope.actor, told.events);
    return { keep: true, value: undefined };
  });
  for (const { id } of await house.rows<{ id: string }>("select id from customer_letters where prepared_at is null"))
    well(await house.run(prepareLetter, { letterId: id }, { as: worker() }));
  const packageId = await asked(house, customerId);
  const store = evidence.store();
  expect(await build(house, packageId, store)).toBe("ready");
  return { stores: [store, kyc.store] as const };
}

/** Everything about everybody has come to its end, and every account is closed. */
async function endEverything() {
  await house.rows("update orders set state = 'executed', ended_at = now()");
  await house.rows("update measures set state = 'released', ended_at = now(), released_at = now()");
  await house.rows("update kyc_submissions set status = 'withdrawn', decided_at = now()");
  await house.rows("update accounts set status = 'closed', closed_on = '2026-10-09'");
}

type Stores = Awaited<ReturnType<typeof plantEverywhere>>["stores"];

/** What has ended is removed from the stores, as the worker does on the news of it. */
async function clearStores(stores: Stores) {
  const store = {
    ...stores[0],
    remove: async (name: string) => void (await Promise.all(stores.map((one) => one.remove(name)))),
  };
  for (const { payload } of await house.jobs("evidence.file.ended"))
    await removeBlobs(house.runtime, worker(), store, (payload as { fileId: string }).fileId);
  for (const { payload } of await house.jobs("packages.package.ended"))
    await store.remove((payload as { storeName: string }).storeName);
}

/** The search keys by which somebody could ask for him still. */
const ASKED: readonly (readonly [BlindKind, string | null | undefined])[] = [
  ["name", nameKey(clear.name)],
  ["phone", normalisePhone(clear.phone)],
  ["id-number", normaliseIdNumber(clear.document)],
  ["card", normaliseCard(clear.card)],
  ["account", normaliseReference(clear.core)],
  ["account", normaliseReference(PAYER)],
  ["external-ref", normaliseReference(PAYER)],
];

/** All that can be read of the house: rows, files, lines of the log, and whatever a key that is left opens. */
async function everything() {
  return [
    ...(await everyRow(house)),
    ...(await everyOpened(house)),
    ...(await everyFile(house.dataDir)),
    { place: "log", text: lines.join("") },
  ];
}

it("nothing of an erased subject is left to read: in tables, jobs, files, logs, or under any key", {
  timeout: 240_000,
}, async () => {
  const { mine } = await makeRecords(house);
  const [row] = await house.rows<{ number: string }>("select number from customers where id = $1", [mine.customerId]);
  const { customerId, coreNumber, id: accountId, number: accountNumber } = mine;
  const account = { customerId, coreNumber, accountId, accountNumber, customerNumber: row?.number ?? "" };
  await importFile(house, paysimFile([paysimLine({ from: PAYER, to: SHOP, amount: "9137001.37" })]));
  const { stores } = await plantEverywhere(account);
  const planted = saying(await everything(), VALUES);
  expect(VALUES.filter((value) => !planted.some((place) => place.endsWith(`: ${value}`)))).toEqual([]);
  expect(planted.filter((place) => place.startsWith("public.") || place.startsWith("log"))).toEqual([]);
  expect(stores.map(({ objects }) => objects.size > 0)).toEqual([true, true]);

  await endEverything();
  for (const { id } of await house.rows<{ id: string }>("select id from customers where programme_id = 'pay'"))
    await end(house, id);
  for (const day of ["2026-11-20", "2037-01-15", "2048-01-15"]) await runOn(house, localDate(day));
  await clearStores(stores);
  await sweepSpool(house.dataDir, new Date(house.clock.now()).getTime(), async () => false);

  expect(await house.rows("select 1 from retention_entries where programme_id = 'pay' and state <> 'erased'")).toEqual(
    [],
  );
  expect(saying(await everything(), VALUES)).toEqual([]);
  // What an incident is about as a whole says nothing of him.
  const { "work-item casework": incidents, ...left } = await keysLeft(house);
  expect([incidents, left]).toEqual([1, {}]);
  expect((await everyOpened(house)).map(({ text }) => text)).toEqual(['{"what":"","why":"","harm":""}']);
  expect(stores.map(({ objects }) => [...objects.keys()])).toEqual([[], []]);

  // Nor is there anything by which what somebody knows could be confirmed.
  for (const [kind, value] of ASKED) {
    const key = house.runtime.blind(kind, value ?? "");
    const found = await house.rows("select 1 from blind_index where programme_id = 'pay' and value = $1", [key]);
    expect([kind, found]).toEqual([kind, []]);
  }
  const fingerprints = await house.rows(
    `select 'rows' from import_identities where programme_id = 'pay' union all
     select 'asked' from idempotency_keys where created_at < '2040-01-01' and request_hash <> ''::bytea union all
     select 'papers' from kyc_submissions where phone_key is not null or id_key is not null union all
     select 'pictures' from kyc_documents where content_hash is not null or look_hash is not null`,
  );
  expect(fingerprints).toEqual([]);
});
