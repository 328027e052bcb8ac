import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { LETTERS_POLICY } from "@/domain/letters/policy";
import { TEST_MESSENGER_SECRET } from "@/sandbox/messenger-testing";
import { newId } from "@/server/kernel/new-id";
import { createMessenger } from "./adapters/messenger";
import { recordReceipt } from "./commands/record-receipt";
import { repeatLetter } from "./commands/repeat-letter";
import { deliverDispatch } from "./deliver";
import { giveUpLost } from "./handlers";
import { openPost, type Post } from "./testing";

let post: Post;
beforeAll(async () => {
  post = await openPost();
});
afterEach(() => post.provider.behave({}));
afterAll(() => post.close());

describe("a provider that misbehaves", () => {
  it("is sent the same message once, though the worker was killed between sending and recording", async () => {
    const { letterId, dispatchId } = await post.sms(await post.customer());
    const handed = post.messenger();
    const killed = {
      handOver: async (message: Parameters<typeof handed.handOver>[0]) => {
        await handed.handOver(message);
        throw new Error("killed");
      },
    };
    await expect(deliverDispatch(post.context(), dispatchId, killed)).rejects.toThrow("killed");
    await deliverDispatch(post.context(2), dispatchId, handed);
    await deliverDispatch(post.context(3), dispatchId, handed);
    expect((await post.provider.outbox()).filter(({ messageId }) => messageId === dispatchId)).toHaveLength(1);
    expect((await post.detail(letterId)).dispatches[0]).toMatchObject({ channel: "sms" });
  });

  it("knows after a crash of its own what it took", async () => {
    const { letterId, dispatchId } = await post.sms(await post.customer());
    await post.provider.behave({ dropAfterTakingNext: 1, loseNext: 1 });
    await expect(deliverDispatch(post.context(), dispatchId, post.messenger())).rejects.toThrow();
    expect((await post.detail(letterId)).dispatches[0]).toMatchObject({
      state: "queued",
      attempts: 1,
      problem: "no-answer",
    });
    await post.provider.kill();
    await post.restart();
    await deliverDispatch(post.context(2), dispatchId, post.messenger());
    expect((await post.provider.outbox()).filter(({ messageId }) => messageId === dispatchId)).toHaveLength(1);
    expect((await post.detail(letterId)).dispatches[0]).toMatchObject({ state: "sent", attempts: 2, problem: null });
  });

  it.each([
    [{ outage: "down" }, "status-503"],
    [{ outage: "malformed" }, "malformed"],
    [{ outage: "silent" }, "no-answer"],
    [{ delayMs: 2_000 }, "no-answer"],
  ])("%j is asked again", async (behaviour, problem) => {
    const { letterId, dispatchId } = await post.sms(await post.customer());
    await post.provider.behave(behaviour);
    await expect(deliverDispatch(post.context(), dispatchId, post.messenger(300))).rejects.toThrow("not taken");
    expect((await post.detail(letterId)).dispatches[0]).toMatchObject({ state: "queued", attempts: 1, problem });
    expect(await post.failedItems(letterId)).toEqual([]);
    // What it only answers late it takes late: it must not use up the next test's refusal.
    if ("delayMs" in behaviour) {
      await vi.waitFor(
        async () => expect((await post.provider.outbox()).map(({ messageId }) => messageId)).toContain(dispatchId),
        60_000,
      );
    }
  });

  it("that refuses, or never answers at all, leaves work; telling again ends it", async () => {
    const to = await post.customer();
    const { letterId, dispatchId } = await post.sms(to);
    await post.provider.behave({ refuseNext: 1 });
    await deliverDispatch(post.context(), dispatchId, post.messenger());
    expect(await post.detail(letterId)).toMatchObject({
      standing: "failed",
      dispatches: [
        { state: "refused", problem: "number-refused" },
        { channel: "page", state: "delivered" },
      ],
    });
    expect(await post.failedItems(letterId)).toEqual([{ state: "open" }]);
    const again = await post.house.run(
      repeatLetter,
      { letterId, reason: "not-arrived" },
      { as: post.house.as("customer-service") },
    );
    if (!again.ok) throw new Error(again.code);
    expect(await post.failedItems(letterId)).toEqual([{ state: "done" }]);
    expect(await post.detail(again.result.letterId)).toMatchObject({
      repeatOf: { id: letterId },
      repeatReason: "not-arrived",
    });

    const silent = await post.sms(to);
    const gone = createMessenger({ url: "http://127.0.0.1:9", secret: TEST_MESSENGER_SECRET });
    for (let attempt = 1; attempt < LETTERS_POLICY.attempts; attempt++) {
      await expect(deliverDispatch(post.context(attempt), silent.dispatchId, gone)).rejects.toThrow();
    }
    await deliverDispatch(post.context(LETTERS_POLICY.attempts), silent.dispatchId, gone);
    expect(await post.detail(silent.letterId)).toMatchObject({
      standing: "failed",
      dispatches: [{ state: "lost" }, {}],
    });
    expect(await post.failedItems(silent.letterId)).toEqual([{ state: "open" }]);
  });

  it("that loses a receipt is waited for a day; a late one takes the work back", async () => {
    const { letterId, dispatchId } = await post.sms(await post.customer());
    await post.provider.behave({ loseNext: 1 });
    await deliverDispatch(post.context(), dispatchId, post.messenger());
    expect(await giveUpLost(post.house.runtime, { requestId: newId() })).toBe(0);
    post.house.clock.set("2026-10-10T14:32:00+08:00");
    expect(await giveUpLost(post.house.runtime, { requestId: newId() })).toBeGreaterThan(0);
    expect(await giveUpLost(post.house.runtime, { requestId: newId() })).toBe(0);
    expect((await post.detail(letterId)).dispatches[0]).toMatchObject({ state: "lost", problem: "no-receipt" });
    expect(await post.failedItems(letterId)).toEqual([{ state: "open" }]);
    const late = { dispatchId, outcome: "delivered", reason: null } as const;
    expect(await post.house.run(recordReceipt, late, { as: post.house.system("system:messenger") })).toMatchObject({
      ok: true,
    });
    expect((await post.detail(letterId)).standing).toBe("arrived");
    expect(await post.failedItems(letterId)).toEqual([{ state: "cancelled" }]);
    post.house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("that says the same twice, or that nothing arrived, is believed once", async () => {
    await post.provider.behave({ duplicateReceiptsNext: 1 });
    const twice = await post.sms(await post.customer());
    await deliverDispatch(post.context(), twice.dispatchId, post.messenger());
    await post.door.taken(twice.dispatchId, 2);
    expect(post.door.of(twice.dispatchId)).toEqual([204, 204]);
    const entries = await post.house.rows(
      "select from audit_entries where kind = 'letters.receipt.record' and outcome = 'committed' and leaf like '%' || $1 || '%'",
      [twice.dispatchId],
    );
    expect(entries).toHaveLength(1);
    await post.provider.behave({ undeliverableNext: 1 });
    const never = await post.sms(await post.customer());
    await deliverDispatch(post.context(), never.dispatchId, post.messenger());
    await post.door.taken(never.dispatchId);
    expect(await post.detail(never.letterId)).toMatchObject({ standing: "failed" });
    expect(await post.failedItems(never.letterId)).toEqual([{ state: "open" }]);
  });

  it("a stranger's receipt is no receipt", async () => {
    const { dispatchId } = await post.sms(await post.customer());
    const body = JSON.stringify({
      receiptId: "r1",
      messageId: dispatchId,
      outcome: "delivered",
      at: "2026-10-09T00:00:00Z",
    });
    const answer = await fetch(post.door.url, { method: "POST", body });
    expect(answer.status).toBe(401);
  });
});
