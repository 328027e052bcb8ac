import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import type { Behaviour } from "@/sandbox/behaviour";
import type { CallbackEvent } from "@/sandbox/protocol";

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 30_000;
const ATTEMPT_TIMEOUT_MS = 10_000;

type Item = { event: CallbackEvent; malformedFirst: boolean };

export type CallbackSender = {
  /** Takes over an event whose record is on disk; sends it until it is answered with 2xx. */
  enqueue(item: Item): void;
  /** Sends what `outOfOrder` holds back, for when that behaviour ends. */
  release(): void;
  /** Ends all attempts; what was not delivered stays pending on disk. */
  stop(): Promise<void>;
};

/**
 * Sends events to `url`, signed as Standard Webhooks with the event id as message id, the same at every attempt.
 * Waits 250 ms after the first failure and twice as long after each next one, up to 30 s, without giving up.
 * `delivered` records the confirmation; a crash before it makes the receiver see the same event id again.
 */
export function createCallbackSender(options: {
  url: string;
  secret: string;
  behaviour: Behaviour;
  delivered: (eventId: string) => Promise<void>;
}): CallbackSender {
  const { url, behaviour, delivered } = options;
  const webhook = new Webhook(options.secret);
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let held: Item[] = [];

  const post = async (eventId: string, body: string): Promise<boolean> => {
    if (stopping.signal.aborted) return false;
    const now = new Date();
    const attempt = new AbortController();
    const giveUp = () => attempt.abort();
    const timer = setTimeout(giveUp, ATTEMPT_TIMEOUT_MS);
    stopping.signal.addEventListener("abort", giveUp);
    try {
      const response = await fetch(url, {
        method: "POST",
        redirect: "error",
        signal: attempt.signal,
        headers: {
          "content-type": "application/json",
          "webhook-id": eventId,
          "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
          "webhook-signature": webhook.sign(eventId, now, body),
        },
        body,
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
      stopping.signal.removeEventListener("abort", giveUp);
    }
  };

  const deliver = async ({ event, malformedFirst }: Item): Promise<void> => {
    const body = JSON.stringify(event);
    if (malformedFirst) await post(event.eventId, JSON.stringify({ ...event, outcome: 7, effective: null }));
    for (let wait = FIRST_RETRY_MS; !stopping.signal.aborted; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
      if (await post(event.eventId, body)) {
        if (behaviour.current().duplicateCallbacks) await post(event.eventId, body);
        return delivered(event.eventId);
      }
      await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  const start = (work: () => Promise<void>): void => {
    const promise = work().finally(() => running.delete(promise));
    running.add(promise);
  };

  return {
    enqueue(item) {
      if (!behaviour.current().outOfOrder) return start(() => deliver(item));
      held.push(item);
      if (held.length < 2) return;
      const reversed = held.reverse();
      held = [];
      start(async () => {
        for (const next of reversed) await deliver(next);
      });
    },
    release() {
      for (const item of held.splice(0)) start(() => deliver(item));
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
