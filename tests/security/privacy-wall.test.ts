import "@/server/all";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissionsOf } from "@/domain/permissions";
import { searchQuery } from "@/server/customers/search";
import type { Query } from "@/server/kernel/query";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, openHouse, PAY } from "@/server/kernel/testing/house";
import { lettersListQuery } from "@/server/letters/queries";
import { matchClaim } from "@/server/privacy/commands/match-claim";
import { proposeErasure } from "@/server/privacy/commands/propose-erasure";
import { proposeRefusal } from "@/server/privacy/commands/propose-refusal";
import { requestDetailQuery } from "@/server/privacy/detail";
import { getStatus, postForm } from "@/server/privacy/http";
import { letterPreviewQuery } from "@/server/privacy/letter-words";
import { erasurePreviewQuery, requestFiguresQuery, requestsList } from "@/server/privacy/queries";
import { approved, officer, type Somebody, type Standing, somebody, taken, well } from "@/server/privacy/testing";
import { registerRetentionHold } from "@/server/retention/public";
import {
  certificatesList,
  entriesList,
  restrictedList,
  figuresQuery as retentionFigures,
} from "@/server/retention/queries";
import { worklistCountsQuery, worklistListQuery } from "@/server/worklist/queries";
import { answerOf, settle } from "./support/answers";
import { plan, plant } from "./support/plant";
import { HIDDEN, UNCLEARED } from "./support/uncleared";

const LONG = 300_000;
const ADDRESS = "http://localhost/api/privacy/requests";

let house: House;
const held = new Set<string>();
registerRetentionHold({
  code: "wall-test",
  clearance: "suspicion",
  check: async (_scope, ids) =>
    ids.filter((id) => held.has(id)).map((customerId) => ({ code: "wall-test", customerId })),
});
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

type Asked = readonly (readonly [query: unknown, input: object])[];
const REFUSAL = { of: "refusal", ground: "fraud-security", language: "zh-CN" };

/** Every question about a customer, his requests and what becomes of his data. */
const questions = (customerId: string, deletion: string, access: string, name: string): Asked => [
  [requestsList, {}],
  [requestsList, { filters: { customer: customerId } }],
  [requestDetailQuery, { id: deletion }],
  [requestDetailQuery, { id: access }],
  [requestFiguresQuery, {}],
  [erasurePreviewQuery, { id: deletion }],
  [letterPreviewQuery, { id: deletion, of: "erasure", language: "zh-CN" }],
  [letterPreviewQuery, { id: deletion, ...REFUSAL }],
  [letterPreviewQuery, { id: access, ...REFUSAL }],
  [lettersListQuery, {}],
  [entriesList, {}],
  [certificatesList, {}],
  [restrictedList, {}],
  [retentionFigures, {}],
  [worklistCountsQuery, {}],
  [worklistListQuery, {}],
  [searchQuery, { text: name }],
];

/** What each uncleared role is told, and in how many statements. */
async function told(asked: Asked): Promise<Map<string, unknown>> {
  const answers = new Map<string, unknown>();
  for (const role of UNCLEARED) {
    for (const [query, input] of asked) {
      const q = query as Query;
      const { value, count } = await statementsOf(() => answerOf(house, q, role, input));
      const may = permissionsOf([role]).has(q.permission);
      answers.set(`${role}: ${q.name} ${JSON.stringify(input)}`, { value, count: may ? count : null });
    }
  }
  return answers;
}

/** A request of the public form whose customer the worker has found, and how it stands to who holds its code. */
async function submitted({ name, phone }: Somebody) {
  const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
  const body = JSON.stringify({
    kind: "submit",
    programme: PAY.programmeId,
    type: "access",
    requester: "subject",
    name,
    phone,
    words: "请提供我的个人信息",
  });
  const answer = await postForm(house.runtime, new Request(ADDRESS, { method: "POST", headers, body }), "198.51.100.8");
  const [row] = await house.rows<{ id: string }>("select id from privacy_requests where channel = 'web-form'");
  const matched = await house.run(matchClaim, { requestId: row?.id ?? "" }, { as: house.system("system:worker") });
  expect(matched).toMatchObject({ result: { found: true } });
  return (await answer.json()) as { code: string };
}
async function publicStatus(code: string) {
  const headers = { "x-request-code": code, "sec-fetch-site": "same-origin" };
  const { value, count } = await statementsOf(() =>
    getStatus(house.runtime, new Request(ADDRESS, { headers }), "198.51.100.8"),
  );
  return { status: value.status, headers: [...value.headers], body: await value.text(), count };
}

/** Puts everything behind the wall about a customer, and a hold that only the cleared know. */
async function hide(mark: string, about: { customerId: string; accountId: string }) {
  const secret = await plan(house, mark);
  const of = { customers: about.customerId, accounts: about.accountId };
  await plant(house, secret, { programme: PAY, clearance: "suspicion", tables: HIDDEN, about: of });
  held.add(about.customerId);
  for (const table of ["measures", "screening_hits", "work_items"]) {
    const rows = await house.rows(`select from ${table} where customer_id = $1`, [about.customerId]);
    expect([table, rows.length > 0]).toEqual([table, true]);
  }
}

const plain = (value: unknown) =>
  JSON.stringify(value)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id")
    .replace(/\b[A-Z]{1,2}-\d{6}\b/g, "number")
    .replace(/"(digest|sha256)":"[0-9a-f]+"/g, "digest");

describe("a customer behind the wall", { timeout: LONG }, () => {
  it("is answered about byte for byte as before, by as many statements, to every uncleared role and the public", async () => {
    const who = await somebody(house);
    const [own] = await house.rows<{ id: string }>("select id from accounts where customer_id = $1", [who.customerId]);
    const account = { customerId: who.customerId, accountId: own?.id ?? "" };
    const { id: deletion } = await taken(house, account, { type: "deletion" });
    const { id: access } = await taken(house, account, { type: "access" });
    const { code } = await submitted(who);
    const asked = questions(account.customerId, deletion, access, who.name);
    const cleared = () => answerOf(house, worklistListQuery as unknown as Query, "compliance-lead", {});
    // The first round loads what later ones find loaded.
    await told(asked);
    await publicStatus(code);
    const seen = await cleared();
    const before = { told: await told(asked), status: await publicStatus(code) };
    await hide("876531", account);
    const after = { told: await told(asked), status: await publicStatus(code) };
    const changed = [...after.told].filter(
      ([question, answer]) => JSON.stringify(answer) !== JSON.stringify(before.told.get(question)),
    );
    expect(changed).toEqual([]);
    expect(after.status).toEqual(before.status);
    expect(after.status.body).toContain("received");
    expect(await cleared()).not.toBe(seen);
    expect([...after.told.values()].some((answer) => JSON.stringify(answer).includes(deletion))).toBe(true);
  });

  it("is refused, planned, agreed to and written to like anybody, in as many statements", async () => {
    const run = async (standing: Standing, customerId: string) => {
      const { id, version } = standing;
      const as = officer(house);
      const wrong = { id, version, digest: "another", note: "说明" };
      const refusedPlan = await statementsOf(() => house.run(proposeErasure, wrong, { as }));
      const ground = { id, version, ground: "state-security" as const, note: "说明" };
      const refusedGround = await statementsOf(() => house.run(proposeRefusal, ground, { as }));
      const preview = await statementsOf(() => house.ask(erasurePreviewQuery, { id }, { as }));
      const input = { id, version, digest: preview.value.digest, note: "说明" };
      const proposed = await statementsOf(() => house.run(proposeErasure, input, { as }));
      well(proposed.value);
      const agreed = await statementsOf(() => approved(house, id));
      well(agreed.value);
      const letters = await house.rows(
        "select template, params from customer_letters where subject_id = $1 order by written_at, id",
        [id],
      );
      const entries = await house.rows(
        `select retention_class, disposition, state, due_on::text, open from retention_entries where customer_id = $1 order by 1`,
        [customerId],
      );
      const all = { refusedPlan, refusedGround, preview, proposed, agreed, letters, entries };
      return plain(all);
    };
    const accounts = [await makeAccount(house), await makeAccount(house), await makeAccount(house)];
    const [first, quiet, watched] = accounts as [MadeAccount, MadeAccount, MadeAccount];
    await hide("876532", watched);
    const standings: Standing[] = [];
    for (const account of accounts) standings.push(await taken(house, account, { type: "deletion" }));
    const [one, two, three] = standings as [Standing, Standing, Standing];
    // The first one loads what the others find loaded.
    await run(one, first.customerId);
    expect(await run(three, watched.customerId)).toEqual(await run(two, quiet.customerId));
  });
});
