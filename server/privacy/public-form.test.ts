import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toInstant } from "@/db/schema/columns";
import { FORM_RATES, PRIVACY_POLICY } from "@/domain/privacy/policy";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { type House, openHouse, PAY } from "@/server/kernel/testing/house";
import { matchClaim } from "./commands/match-claim";
import { getStatus, postForm } from "./http";
import { latestCode, lettersOf, proven, rowOf, somebody, wrongOf } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const ADDRESS = "http://localhost/api/privacy/requests";
const submission = (who: { name: string; phone: string }) => ({
  kind: "submit",
  programme: PAY.programmeId,
  type: "access",
  requester: "subject",
  name: who.name,
  phone: who.phone,
  words: "请提供我的个人信息",
});

async function post(body: unknown, headers: Record<string, string> = {}, address: string | null = "198.51.100.7") {
  const answer = await postForm(
    house.runtime,
    new Request(ADDRESS, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", ...headers },
      body: JSON.stringify(body),
    }),
    address,
  );
  const text = await answer.text();
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: text ? JSON.parse(text) : null };
}
const status = async (code: string) => {
  const request = new Request(ADDRESS, { headers: { "x-request-code": code, "sec-fetch-site": "same-origin" } });
  const answer = await getStatus(house.runtime, request, "198.51.100.7");
  return { status: answer.status, body: await answer.json() };
};
const refill = () => house.rows("delete from api_buckets where name like 'form-%'");
const latest = async () => {
  const [row] = await house.rows<{ id: string }>(
    "select id from privacy_requests where channel = 'web-form' order by id desc limit 1",
  );
  return row?.id ?? "";
};
const worker = { kind: "system", name: "system:worker", programmeId: PAY.programmeId } as const;
const matched = (requestId: string) =>
  execute(house.runtime, matchClaim, { principal: worker, input: { requestId }, key: newId(), requestId: "job" });

/** A request of the form, looked for by the worker. */
async function sent(who: { name: string; phone: string }) {
  await refill();
  const answer = await post(submission(who));
  const id = await latest();
  expect(await matched(id)).toMatchObject({ ok: true });
  return { id, answer, code: answer.body.code as string };
}

describe("the public form", () => {
  it("answers alike whether the house knows somebody or not, before and after anybody was looked for", async () => {
    const known = await sent(await somebody(house));
    const stranger = await sent({ name: "查无此人", phone: "15499990000" });
    const shape = ({ answer }: typeof known) => ({ ...answer, body: { ...answer.body, code: "" } });
    expect(shape(known)).toEqual(shape(stranger));
    expect(known.code).toMatch(/^[\w-]{22}$/);
    expect(await status(known.code)).toEqual({ status: 200, body: { state: "received" } });
    expect(await status(known.code)).toEqual(await status(stranger.code));
    await refill();
    const wrong = wrongOf(await latestCode(house, known.id));
    for (let n = 0; n <= PRIVACY_POLICY.codeWrongMost; n++) {
      const [one, other] = [
        await post({ kind: "answer", code: known.code, answer: wrong }),
        await post({ kind: "answer", code: stranger.code, answer: wrong }),
      ];
      expect(one).toEqual(other);
      expect(one).toMatchObject({ status: 200, body: { state: "received" } });
    }
    for (const { id } of [known, stranger])
      expect(await rowOf(house, id)).toMatchObject({ state: "lapsed", lapse_reason: "too-many-wrong" });
    expect(await lettersOf(house, stranger.id)).toEqual([]);
  });

  it("proves by the code that came to the registered telephone, and keeps neither code nor status code in clear", async () => {
    const of = await sent(await somebody(house));
    expect([...(await lettersOf(house, of.id))].sort()).toEqual(["privacy.code", "privacy.received"]);
    const right = await latestCode(house, of.id);
    expect(await post({ kind: "answer", code: of.code, answer: right })).toMatchObject({ body: { state: "working" } });
    expect(await rowOf(house, of.id)).toMatchObject({ state: "verified" });
    const [kept] = await house.rows<{ all: string }>(
      `select (select string_agg(r::text, '') from privacy_requests r) || (select string_agg(c::text, '') from privacy_codes c)
        || (select string_agg(l.params::text, '') from customer_letters l) as all`,
    );
    expect(kept?.all).not.toContain(of.code);
    expect(kept?.all).not.toContain(`"${right}"`);
  });

  it("joins a second request of a proven person to the first, and gains nothing by it", async () => {
    const who = await somebody(house);
    const first = await sent(who);
    await post({ kind: "answer", code: first.code, answer: await latestCode(house, first.id) });
    const second = await sent(who);
    const answered = await post({ kind: "answer", code: second.code, answer: await latestCode(house, second.id) });
    expect(answered).toMatchObject({ status: 200, body: { state: "received" } });
    expect(await rowOf(house, second.id)).toMatchObject({
      state: "lapsed",
      lapse_reason: "joined",
      joined_to: first.id,
    });
  });

  it("a request at the desk counts from what the same person sent by the form before it", async () => {
    const who = await somebody(house);
    const before = await sent(who);
    const sentAt = house.clock.now();
    house.clock.set(new Date(Date.parse(sentAt) + 3 * 86_400_000).toISOString());
    const desk = await proven(house, who);
    expect(await rowOf(house, before.id)).toMatchObject({ state: "lapsed", joined_to: desk.id });
    const [row] = await house.rows<{ from: string; due: boolean; running: number; item: boolean }>(
      `select received_at::text as from, r.due_at = (select due_at from privacy_requests where id = $2) as due,
         (select count(*)::int from clocks c where c.subject_id = r.id and c.state = 'running' and c.due_at = r.due_at) as running,
         (select w.due_at = r.due_at from work_items w where w.subject_id = r.id) as item
       from privacy_requests r where id = $1`,
      [desk.id, before.id],
    );
    expect(row).toMatchObject({ due: true, running: 1, item: true });
    expect(toInstant(row?.from ?? "")).toBe(sentAt);
  });

  it("takes no more than its rate, and nothing from another site, too long, or of an unknown code", async () => {
    await refill();
    const who = { name: "查无此人", phone: "15499990001" };
    const another = (n: number) => ({ ...who, phone: `154999910${String(n).padStart(2, "0")}` });
    for (let n = 0; n < FORM_RATES.address.burst; n++) expect((await post(submission(another(n)))).status).toBe(202);
    const stopped = await post(submission(who));
    expect(stopped).toMatchObject({ status: 429, body: { problem: "rate" } });
    expect(Number(stopped.headers["retry-after"])).toBeGreaterThan(0);
    await refill();
    // Of one telephone no more either, from wherever, known to the house or not, and however it is written.
    const known = await somebody(house);
    for (const one of [who, known]) {
      for (let n = 0; n < FORM_RATES.phone.burst; n++)
        expect((await post(submission(one), {}, `198.51.100.${20 + n}`)).status).toBe(202);
      const spaced = { ...one, phone: ` +86 ${one.phone}` };
      expect(await post(submission(spaced), {}, null)).toMatchObject({ status: 429, body: { problem: "rate" } });
    }
    await refill();
    expect((await post(submission(who), { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post({ ...submission(who), words: "长".repeat(20_000) })).status).toBe(413);
    expect((await post({ ...submission(who), type: "everything" })).status).toBe(400);
    expect((await status("A".repeat(22))).status).toBe(404);
  });
});
