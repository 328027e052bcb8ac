import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { callDoor, makeKey } from "@/server/connections/testing";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { MALL } from "@/server/kernel/testing/house";
import { chooseLanguage } from "./commands/choose-language";
import { prepareLetter } from "./commands/prepare-letter";
import { recordDispatch } from "./commands/record-dispatch";
import { recordReceipt } from "./commands/record-receipt";
import { repeatLetter } from "./commands/repeat-letter";
import { deliverDispatch } from "./deliver";
import { letterDetailQuery } from "./queries";
import { openPost, type Post } from "./testing";

let post: Post;
beforeAll(async () => {
  post = await openPost();
});
afterEach(() => post.provider.behave({}));
afterAll(() => post.close());

describe("telling a customer", () => {
  it("by text message, push and message centre, to the number in the vault, in words that name nobody", async () => {
    const to = await post.customer({ app: true });
    const letterId = await post.tell(to);
    const dispatches = await post.prepare(letterId);
    expect(dispatches.map(({ channel }) => channel)).toEqual(["sms", "push", "page"]);
    for (const { id, channel } of dispatches)
      if (channel !== "page") await deliverDispatch(post.context(), id, post.messenger());
    for (const { id, channel } of dispatches) if (channel !== "page") await post.door.taken(id);
    const sent = (await post.provider.outbox()).filter(({ messageId }) =>
      dispatches.some(({ id }) => id === messageId),
    );
    expect(sent.map((message) => message.to)).toEqual([to.phone, `APP-${to.phone}`]);
    expect(sent[0]?.text).toBe(
      "【衡川支付】已受理您的挂失（编号LR-000042），账户已停止付款。如非本人办理，请立即致电400-000-0000。",
    );
    expect(sent[1]?.title).toBe("账户已保护");
    const shown = await post.detail(letterId);
    expect(shown).toMatchObject({
      standing: "arrived",
      language: "zh-CN",
      text: { short: sent[0]?.text },
      repeatOf: null,
    });
    expect(shown.dispatches.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
      "sms delivered",
      "push delivered",
      "page delivered",
    ]);
  });

  it("keeps the number out of rows, jobs and the log, and the text sealed", async () => {
    const to = await post.customer();
    const { letterId, dispatchId } = await post.sms(to);
    await deliverDispatch(post.context(), dispatchId, post.messenger());
    const dump = await post.house.rows<{ all: string }>(`select string_agg(t::text, ' ') as all from (
      select row_to_json(l)::text as t from customer_letters l union all select row_to_json(d)::text from letter_dispatches d
      union all select leaf::text from audit_entries union all select payload::text from graphile_worker._private_jobs) x`);
    expect(dump[0]?.all).toContain(letterId);
    expect(dump[0]?.all).not.toContain(to.phone);
    expect(dump[0]?.all).not.toContain("衡川支付");
    expect(await readFile(join(post.providerDir, "messenger", "outbox.jsonl"), "utf8")).toContain(to.phone);
  });

  it("in the customer's language, by the end of his account's number, whatever his name", async () => {
    const to = await post.customer({ name: "阿卜杜勒买买提・艾力江".repeat(6) });
    const as = post.house.as("customer-service");
    const chosen = await post.house.run(chooseLanguage, { customerId: to.customerId, language: "en" }, { as });
    expect(chosen).toMatchObject({ ok: true });
    const letterId = await post.tell(to, "measure.stopped-for-you", { params: { until: "2026-10-11T02:10:00.000Z" } });
    await post.prepare(letterId);
    const { text, language, customerLanguage } = await post.detail(letterId);
    expect({ language, customerLanguage }).toEqual({ language: "en", customerLanguage: "en" });
    expect(text?.short).toContain(`account ending ${to.coreNumber.slice(-4)} are stopped, until 2026-10-11 10:10`);
    const again = await post.house.run(chooseLanguage, { customerId: to.customerId, language: "en" }, { as });
    expect(again).toMatchObject({ ok: false, code: "letters.language.same" });
  });

  it("makes its text once, and waits for the morning with what does not protect", async () => {
    const to = await post.customer();
    post.house.clock.set("2026-10-09T23:30:00+08:00");
    const letterId = await post.tell(to, "limit.changed");
    const key = newId();
    for (const _ of [1, 2]) {
      const outcome = await post.house.run(prepareLetter, { letterId }, { as: post.worker(), key });
      expect(outcome).toMatchObject({ ok: true });
    }
    const [job] = await post.house.rows<{ run_at: Date }>(
      `select j.run_at from graphile_worker._private_jobs j where j.payload->'payload'->>'dispatchId' =
         (select id::text from letter_dispatches where letter_id = $1 and channel = 'sms')`,
      [letterId],
    );
    expect(job?.run_at.toISOString()).toBe("2026-10-10T00:00:00.000Z");
    const rewritten = post.house.rows("update customer_letters set text_hash = 'x' where id = $1", [letterId]);
    await expect(rewritten).rejects.toThrow();
    const second = await post.house.run(prepareLetter, { letterId }, { as: post.worker() });
    expect(second).toMatchObject({ ok: false, code: "letters.letter.prepared" });
    post.house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("throws for what is no number, code or moment, and keeps nothing", async () => {
    const to = await post.customer();
    const before = await post.house.checksums();
    for (const params of [{ number: "LR-1\n转账" }, { reason: "a b" }, { until: "tomorrow" }, { note: "x" }]) {
      await expect(post.tell(to, "loss.protected", { params: params as never })).rejects.toThrow();
    }
    expect(await post.house.checksums()).toEqual(before);
  });
});

describe("the message centre of the app", () => {
  const read = async (token: string, ref: string) =>
    callDoor(post.house, "GET", `/letters?customerRef=${ref}`, { token });

  it("gives a customer what he was told, and another programme's key nothing", async () => {
    const to = await post.customer({ app: true });
    const unprepared = await post.tell(to);
    const letterId = await post.tell(to, "measure.risk-neutral", { params: {} });
    await post.prepare(letterId);
    const { token } = await makeKey(post.house, ["letters.read"]);
    const { status, body } = await read(token, `APP-${to.phone}`);
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        id: letterId,
        number: expect.stringMatching(/^LT-\d{6}$/),
        template: "measure.risk-neutral",
        language: "zh-CN",
        title: "账户功能调整",
        text: expect.stringContaining("中国人民银行"),
        toldAt: "2026-10-09T06:32:00.000Z",
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(unprepared);
    const theirs = await makeKey(post.house, ["letters.read"], { programme: MALL });
    expect((await read(theirs.token, `APP-${to.phone}`)).status).toBe(404);
    const narrow = await makeKey(post.house, ["customers.read"]);
    expect((await read(narrow.token, `APP-${to.phone}`)).status).toBe(403);
  });
});

describe("who may", () => {
  it("nobody of another programme sees, prepares, repeats or answers it", async () => {
    const { letterId, dispatchId } = await post.sms(await post.customer());
    const there = { programme: MALL };
    const cs = post.house.as("customer-service", there);
    expect((await post.list({}, cs)).rows).toEqual([]);
    await expect(post.house.ask(letterDetailQuery, { id: letterId }, { as: cs })).rejects.toEqual(
      new AppError("not-found"),
    );
    const before = await post.house.checksums();
    const tries = [
      () => post.house.run(repeatLetter, { letterId, reason: "not-arrived" }, { as: cs }),
      () => post.house.run(prepareLetter, { letterId }, { as: post.worker(MALL) }),
      () => post.house.run(recordDispatch, { dispatchId, outcome: "accepted" }, { as: post.worker(MALL) }),
      () =>
        post.house.run(
          recordReceipt,
          { dispatchId, outcome: "delivered", reason: null },
          { as: post.house.system("system:messenger", MALL) },
        ),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toEqual(new AppError("not-found"));
    expect(await post.house.checksums()).toEqual(before);
  });

  it("repeats only what has gone out, and not past a colleague who holds it", async () => {
    const as = post.house.as("customer-service");
    const { letterId, dispatchId } = await post.sms(await post.customer());
    const early = await post.house.run(repeatLetter, { letterId, reason: "customer-asks" }, { as });
    expect(early).toMatchObject({ ok: false, code: "letters.letter.under-way" });
    await post.provider.behave({ refuseNext: 1 });
    await deliverDispatch(post.context(), dispatchId, post.messenger());
    await post.house.rows("update work_items set assignee_id = $2, held_as = 'taken' where subject_id = $1", [
      letterId,
      post.house.as("customer-service", { second: true }).personId,
    ]);
    const held = await post.house.run(repeatLetter, { letterId, reason: "customer-asks" }, { as });
    expect(held).toMatchObject({ ok: false, code: "worklist.item.held" });
    const denied = await post.house.run(
      repeatLetter,
      { letterId, reason: "customer-asks" },
      { as: post.house.as("auditor") },
    );
    expect(denied).toMatchObject({ ok: false, code: "kernel.permission.denied" });
  });

  it("lists by customer, template, standing and day", async () => {
    const to = await post.customer();
    await post.sms(to, "objection.received");
    const rows = async (filters: object) => (await post.list({ customer: to.customerId, ...filters })).rows.length;
    expect(await rows({})).toBe(1);
    expect(await rows({ template: ["objection.received"], standing: ["waiting"] })).toBe(1);
    expect(await rows({ standing: ["arrived"] })).toBe(0);
    expect(await rows({ written: { from: "2026-10-09", to: "2026-10-09" } })).toBe(1);
    const [row] = (await post.list({ customer: to.customerId })).rows;
    expect(row?.customer.name?.text).toMatch(/•/);
  });
});
