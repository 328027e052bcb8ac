import { signedHeaders } from "@/sandbox/signed";

/** A receipt to be sent, `times` times under one id. */
export type PromisedReceipt = {
  readonly messageId: string;
  readonly outcome: "delivered" | "undeliverable";
  readonly times: number;
};
export type Receipts = { promise(receipt: PromisedReceipt): void; stop(): void };

const RETRY_MS = 1_000;
const RETRIES = 20;
const TIMEOUT_MS = 5_000;

/** Sends receipts a while after the message was taken, each again until the console has taken it. */
export function createReceipts(options: { url: string; secret: string; delayMs: number }): Receipts {
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  function later(ms: number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void work();
    }, ms);
    timers.add(timer);
  }

  async function deliver(receiptId: string, body: string, left: number): Promise<void> {
    const answer = await fetch(options.url, {
      method: "POST",
      headers: signedHeaders(options.secret, receiptId, body),
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => undefined);
    if (answer?.ok || left === 0 || stopped) return;
    later(RETRY_MS, () => deliver(receiptId, body, left - 1));
  }

  return {
    promise({ messageId, outcome, times }) {
      const receiptId = `rcpt_${messageId}`;
      const reason = outcome === "undeliverable" ? { reason: "unreachable" } : {};
      const body = JSON.stringify({ receiptId, messageId, outcome, at: new Date().toISOString(), ...reason });
      for (let time = 0; time < times; time++) {
        later(options.delayMs * (time + 1), () => deliver(receiptId, body, RETRIES));
      }
    },
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
