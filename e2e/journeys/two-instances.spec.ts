import { type APIRequestContext, request } from "@playwright/test";
import pg from "pg";
import { expect, newSession, test } from "../helpers/console";
import { secondWeb, secondWorker } from "../helpers/second-house";

const COMMENTS = 60;
const SIDE_BY_SIDE = 6;

let database: pg.Client;
test.beforeAll(async () => {
  database = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await database.connect();
});
test.afterAll(() => database.end());

async function one<R extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<R> {
  const { rows } = await database.query<R>(text, values);
  if (!rows[0]) throw new Error("nothing found");
  return rows[0];
}

/** Sends a command as a load balancer would: to one house after the other until one answers, under one key. */
async function send(houses: readonly APIRequestContext[], turn: number, path: string, data: unknown): Promise<boolean> {
  for (let attempt = 0; attempt < houses.length; attempt += 1) {
    const house = houses[(turn + attempt) % houses.length];
    const answer = await house?.post(`/api/trpc/${path}`, { data: { json: data } }).catch(() => undefined);
    if (!answer || answer.status() >= 500) continue;
    const body = (await answer.json()) as { result?: { data?: { json?: { ok?: boolean } } } };
    return body.result?.data?.json?.ok === true;
  }
  return false;
}

test("two web processes and two workers are one house, and nobody notices when two of them are killed", async () => {
  test.slow();
  const state = await newSession("officer");
  const [web, worker] = [await secondWeb(), secondWorker()];
  const open = (baseURL: string) => request.newContext({ baseURL, storageState: state });
  const houses = [await open(process.env.E2E_BASE_URL ?? ""), await open(web.url)];
  try {
    const item = await one<{ id: string }>(
      "select id from work_items where kind = 'large-value' and state = 'open' and clearance = 'general' order by id limit 1",
    );
    const lead = await one<{ id: string }>("select id from people where email = 'lead@hengchuan.example'");
    const count = () =>
      one<{ comments: number; audited: number; notices: number }>(
        `select (select count(*)::int from work_comments where item_id = $1) as comments,
           (select count(*)::int from audit_entries where kind = 'worklist.comment.add' and subject_id = $1::text and outcome = 'committed') as audited,
           (select count(*)::int from notices where person_id = $2 and kind = 'worklist.mention' and link_id = $1) as notices`,
        [item.id, lead.id],
      );
    const before = await count();
    let turn = 0;
    let answered = 0;
    const write = async () => {
      while (turn < COMMENTS) {
        const number = turn++;
        const input = { itemId: item.id, text: `第 ${number} 句`, mentions: [lead.id], pinned: false };
        const call = { key: `two-houses-${number}`, input };
        expect(await send(houses, number, "worklist.addComment", call), `comment ${number}`).toBe(true);
        answered += 1;
        if (answered === COMMENTS / 3) worker.kill("SIGKILL");
        if (answered === COMMENTS / 2) web.process.kill("SIGKILL");
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, write));
    expect(web.process.killed && worker.killed).toBe(true);

    // A job that died with its worker is taken up by the other one half a minute after the last sign of life.
    await expect.poll(async () => (await count()).notices - before.notices, { timeout: 180_000 }).toBe(COMMENTS);
    const after = await count();
    expect(after.comments - before.comments).toBe(COMMENTS);
    expect(after.audited - before.audited).toBe(COMMENTS);
  } finally {
    for (const house of houses) await house.dispose();
    web.process.kill("SIGKILL");
    worker.kill("SIGKILL");
  }
});
