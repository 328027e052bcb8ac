import { randomUUID } from "node:crypto";
import { isHeld } from "@/sandbox/held";
import type { Ledger } from "@/sandbox/ledger";
import type { Move } from "@/sandbox/protocol";
import { signedHeaders } from "@/sandbox/signed";

/** The console's word on a payment; see docs/reference/decisions-api.md. */
type Decision = {
  readonly decisionId: string;
  readonly answer: "allow" | "deny" | "ask-more";
  readonly rules: readonly string[];
  readonly reasons: readonly { readonly code: string }[];
};

/** The console's gateway, as the core asks it. */
export type Gateway = {
  decide(
    question: Readonly<Record<string, unknown>> & { readonly requestId: string },
  ): Promise<Decision | "not-decided">;
  settle(decisionId: string, as: "confirm" | "reverse", programme: string): Promise<void>;
};

/** What became of a payment: moved, or why not and by which rules of the console. */
export type Moved =
  | { readonly moved: true }
  | {
      readonly moved: false;
      readonly status: 400 | 422 | 503;
      readonly code: string;
      readonly rules: readonly string[];
    };

/**
 * A gateway at `url`, asked with its `whsec_…` secret. One that is silent for `withinMs`, or answers anything but 200, has not
 * decided.
 */
export function createGateway({
  url,
  secret,
  withinMs,
}: {
  readonly url: string;
  readonly secret: string;
  readonly withinMs: number;
}): Gateway {
  const post = async (path: string, id: string, message: object): Promise<Response | undefined> => {
    const body = JSON.stringify(message);
    const headers = { "content-type": "application/json", ...signedHeaders(secret, id, body) };
    const signal = AbortSignal.timeout(withinMs);
    return fetch(new URL(path, url), { method: "POST", headers, body, signal }).catch(() => undefined);
  };
  return {
    async decide(question) {
      const response = await post("/v1/decisions", question.requestId, question);
      return response?.status === 200 ? ((await response.json()) as Decision) : "not-decided";
    },
    async settle(decisionId, as, programme) {
      // Unheard, it lapses at the console by itself: the payment is not kept waiting for it.
      await post(`/v1/decisions/${decisionId}/${as}`, `${as}-${decisionId}`, { programme });
    },
  };
}

const REFUSAL = { deny: "payment_denied", "ask-more": "more_verification" } as const;
const refusal = (status: 400 | 422 | 503, code: string, rules: readonly string[] = []): Moved => ({
  moved: false,
  status,
  code,
  rules,
});

/**
 * A payment. Money going out is asked about first where there is a gateway: nothing moves that was not allowed, and what
 * was allowed and could not be paid is taken back there. Its own measures hold whatever the gateway says, or does not.
 */
export async function pay(ledger: Ledger, gateway: Gateway | undefined, move: Move): Promise<Moved> {
  const { accountNumber, deltaMinor, payment } = move;
  const held = () => isHeld(ledger.view(accountNumber), move);
  const paid = (): Moved => {
    if (held()) return refusal(422, "account_restricted");
    return ledger.move(move) ? { moved: true } : refusal(422, "insufficient_balance");
  };
  if (!gateway || !deltaMinor.startsWith("-")) return paid();
  if (!payment) return refusal(400, "payment_missing");
  const { currency, balanceMinor } = ledger.view(accountNumber);
  const requestId = randomUUID();
  const sums = { amountMinor: deltaMinor.slice(1), currency, balanceMinor };
  const decision = await gateway.decide({ requestId, transactionId: requestId, accountNumber, ...sums, ...payment });
  if (decision === "not-decided") return held() ? refusal(422, "account_restricted") : refusal(503, "not_decided");
  if (decision.answer !== "allow") return refusal(422, REFUSAL[decision.answer], decision.rules);
  const outcome = paid();
  await gateway.settle(decision.decisionId, outcome.moved ? "confirm" : "reverse", payment.programme);
  return outcome;
}
