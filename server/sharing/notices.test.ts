import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { chaseNotices } from "./chasing";
import { confirmNotice } from "./commands/confirm-notice";
import { sendNotice } from "./commands/send-notice";
import { tellNotice } from "./commands/tell-notice";
import { deliverNotice, type Handed, type Post } from "./deliver";
import { type stopSharing, tellRecipients } from "./public";
import { noticeDetailQuery, noticesList } from "./queries";
import { gives, inUse } from "./testing";

let house: House;
const DOOR = "https://courier.example.invalid/notices";

beforeAll(async () => {
  house = await openHouse();
  process.env.DATABASE_URL ??= house.url;
});
afterAll(() => house?.close());
beforeEach(() => house.clock.set("2026-10-09T15:00:00+08:00"));

const worker = () => house.system("system:worker");
const officer = () => house.as("privacy-officer");
const inside = <T>(work: (scope: Parameters<typeof stopSharing>[0]) => Promise<T>) =>
  inScope(house.runtime, worker(), "write", async (scope) => ({ keep: true, value: await work(scope) }));
const tell = (customerId: string, subject = { type: "privacy-request", id: newId() }) =>
  inside((scope) => tellRecipients(scope, { customerId, kind: "erase", classes: ["contact"], subject }));
type Row = {
  id: string;
  number: string;
  state: string;
  rounds: number;
  version: number;
  told_way: string | null;
  next_at: Date | null;
};
const noticesOf = (customerId: string) =>
  house.rows<Row>(
    "select id, number, state, rounds, version, told_way, next_at from sharing_notices where customer_id = $1 order by number",
    [customerId],
  );
const itemsOf = (id: string) =>
  house.rows<{ state: string; priority: number }>("select state, priority from work_items where subject_id = $1", [id]);

/** A door that answers as told, and keeps what came. */
function door(...answers: Handed[]) {
  const came: Parameters<Post>[0][] = [];
  const post: Post = async (outgoing) => {
    came.push(outgoing);
    return answers[Math.min(came.length - 1, answers.length - 1)] ?? { ok: false, problem: "refused", head: null };
  };
  return { came, post };
}
const TAKEN: Handed = { ok: true, problem: null, head: "" };
const DONE: Handed = { ok: true, problem: null, head: '{"state":"done"}' };
const SHUT: Handed = { ok: false, problem: "timeout", head: null };

describe("a notice to a recipient", () => {
  const given = async (noticeUrl: string | null = DOOR) => {
    const partner = await inUse(house, { noticeUrl });
    const { customerId } = await makeAccount(house);
    await gives(house, { partnerId: partner.id, customerId }, { reference: `R-${customerId}` });
    return { ...partner, partnerId: partner.id, customerId };
  };
  const notice = async (customerId: string) =>
    (await noticesOf(customerId))[0] ?? Promise.reject(new Error("no notice"));

  it("is opened once for an occasion, whoever asks again", async () => {
    const { customerId } = await given();
    const subject = { type: "privacy-request", id: newId() };
    expect((await tell(customerId, subject)).told).toBe(1);
    expect((await tell(customerId, subject)).told).toBe(0);
    expect(await noticesOf(customerId)).toHaveLength(1);
  });

  it("is handed over signed, names the reference and nothing of the person, and is chased until it is done", async () => {
    const { customerId, secret } = await given();
    await tell(customerId);
    const { id } = await notice(customerId);
    const at = door(SHUT, TAKEN, DONE);
    const send = () => deliverNotice(house.runtime, worker(), { noticeId: id, requestId: newId() }, at.post);
    await send();
    expect(await notice(customerId)).toMatchObject({ state: "waiting", rounds: 1 });
    await send();
    expect(at.came).toHaveLength(1);
    house.clock.set("2026-10-09T15:05:00+08:00");
    await send();
    expect(await notice(customerId)).toMatchObject({ state: "told", rounds: 2, told_way: "interface" });
    house.clock.set("2026-10-10T15:05:00+08:00");
    await send();
    expect(await notice(customerId)).toMatchObject({ state: "confirmed", rounds: 3, next_at: null });
    await send();
    expect(at.came).toHaveLength(3);
    const [first] = at.came;
    expect(JSON.parse(first?.body ?? "{}")).toMatchObject({
      id,
      kind: "erase",
      classes: ["contact"],
      references: [`R-${customerId}`],
    });
    expect(first?.body).not.toContain("C-");
    const signed = new Webhook(secret ?? "").sign(id, new Date("2026-10-09T15:00:00+08:00"), first?.body ?? "");
    expect(first?.headers["webhook-signature"]).toBe(signed);
  });

  it("handed over by a worker that died before it could say so is handed over again, and kept once", async () => {
    const { customerId } = await given();
    await tell(customerId);
    const { id } = await notice(customerId);
    const dying: Post = () => Promise.reject(new Error("killed"));
    await expect(deliverNotice(house.runtime, worker(), { noticeId: id, requestId: newId() }, dying)).rejects.toThrow(
      "killed",
    );
    const at = door(TAKEN);
    await Promise.all(
      [1, 2].map(() => deliverNotice(house.runtime, worker(), { noticeId: id, requestId: newId() }, at.post)),
    );
    expect(await notice(customerId)).toMatchObject({ state: "told", rounds: 1 });
    const late = { noticeId: id, round: 0, outcome: "failed" as const, problem: "timeout" };
    expect(await house.run(sendNotice, late, { as: worker() })).toMatchObject({ ok: false });
  });

  it("that nobody confirms in time is the first work of the desk, once", async () => {
    const { customerId } = await given();
    await tell(customerId);
    const { id } = await notice(customerId);
    expect(await itemsOf(id)).toEqual([]);
    house.clock.set("2026-10-24T23:59:59+08:00");
    await chaseNotices(house.runtime, { requestId: newId() }, door(TAKEN).post);
    expect(await itemsOf(id)).toEqual([]);
    house.clock.set("2026-10-25T00:00:00+08:00");
    for (const _ of [1, 2]) await chaseNotices(house.runtime, { requestId: newId() }, door(TAKEN).post);
    expect(await itemsOf(id)).toEqual([{ state: "open", priority: 2 }]);
    const detail = await house.ask(noticeDetailQuery, { id }, { as: officer() });
    expect(detail).toMatchObject({ overdue: true, state: "told", may: { manage: true } });
    expect(await house.run(confirmNotice, { id, version: detail.version }, { as: officer() })).toMatchObject({
      ok: true,
    });
    expect(await itemsOf(id)).toMatchObject([{ state: "done" }]);
  });

  it("without a door is told by a person, and waits for a word of the recipient", async () => {
    const { customerId } = await given(null);
    await tell(customerId);
    const { id, version } = await notice(customerId);
    expect(await itemsOf(id)).toMatchObject([{ state: "open" }]);
    expect(await house.run(confirmNotice, { id, version }, { as: officer() })).toMatchObject({
      code: "sharing.notice.not-told",
    });
    expect(await house.run(tellNotice, { id, version, way: "letter" }, { as: officer() })).toMatchObject({ ok: true });
    expect(await house.run(tellNotice, { id, version, way: "letter" }, { as: officer() })).toMatchObject({
      code: "sharing.notice.stale",
    });
    expect(await house.run(confirmNotice, { id, version: version + 1 }, { as: house.as("auditor") })).toMatchObject({
      code: "kernel.permission.denied",
    });
    expect(await house.run(confirmNotice, { id, version: version + 1 }, { as: officer() })).toMatchObject({ ok: true });
    expect(await itemsOf(id)).toMatchObject([{ state: "done" }]);
  });

  it("is listed for the programme alone", async () => {
    const list = { filters: {}, sort: "openedAt" as const, order: "desc" as const, limit: 50 };
    expect((await house.ask(noticesList, list, { as: officer() })).rows.length).toBeGreaterThan(0);
    expect((await house.ask(noticesList, list, { as: house.as("auditor", { programme: MALL }) })).rows).toEqual([]);
  });
});
