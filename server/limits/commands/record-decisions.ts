import { z } from "zod";
import { decidePayment } from "@/domain/limits/engine";
import type { Payment } from "@/domain/limits/model";
import { LIMITS_POLICY } from "@/domain/limits/policy";
import { type DecisionAnswer, type DecisionRequest, decisionRequest } from "@/domain/limits/schema";
import { tierOf } from "@/domain/limits/use";
import { canonicalJson } from "@/domain/shared/canonical-json";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { addDuration, type Instant, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import type { Scope } from "@/server/kernel/scope";
import { accountsByCoreNumber, type FoundAccount } from "../account-lookup";
import { underBooks } from "../books";
import { type Change, keepDecisions } from "../counting";
import { answerOf, batchDigest, bodyOf, type DecisionRow } from "../decision-rows";
import { type Counters, factsOf, type LimitedAccounts } from "../facts";
import { lapseOverdue } from "../lapse";

/** What one request of a batch comes to. */
export type RequestOutcome =
  | { readonly kind: "answered"; readonly replayed: boolean; readonly answer: DecisionAnswer }
  | { readonly kind: "refused"; readonly code: "unknown_account" | "request_conflict" | "transaction_decided" };

const hashOf = (request: DecisionRequest): string => sha256Hex(canonicalJson(request));
const paymentOf = (request: DecisionRequest): Payment => ({
  kind: request.kind,
  ownName: request.ownName || request.kind === "withdrawal",
  minor: BigInt(request.amountMinor),
  factors: request.factors,
  cardId: request.cardId ?? null,
  arrival: request.arrival ?? null,
  purpose: request.purpose ?? null,
});

/** What a batch knows while it is decided, one request after the other. */
type Batch = {
  readonly scope: Scope;
  readonly on: LocalDate;
  readonly reservedUntil: Instant;
  readonly accounts: LimitedAccounts;
  readonly counters: Counters;
  readonly byRequest: Map<string, DecisionRow>;
  readonly allowed: Map<string, DecisionRow>;
  readonly made: DecisionRow[];
  readonly changes: Change[];
  readonly basis: Map<string, RuleRef>;
};

function decide(batch: Batch, request: DecisionRequest, found: FoundAccount | undefined): RequestOutcome {
  const known = batch.byRequest.get(request.requestId);
  if (known) {
    return known.request_hash === hashOf(request)
      ? { kind: "answered", replayed: true, answer: answerOf(known) }
      : { kind: "refused", code: "request_conflict" };
  }
  if (batch.allowed.has(request.transactionId)) return { kind: "refused", code: "transaction_decided" };
  const account = found && batch.accounts.get(found.accountId);
  if (!found || !account) return { kind: "refused", code: "unknown_account" };
  const row = decideNew(batch, request, found, {
    ...account,
    balanceMinor: request.balanceMinor === undefined ? account.balanceMinor : BigInt(request.balanceMinor),
  });
  return { kind: "answered", replayed: false, answer: answerOf(row) };
}

function decideNew(
  batch: Batch,
  request: DecisionRequest,
  found: FoundAccount,
  account: Parameters<typeof decidePayment>[0]["account"],
): DecisionRow {
  const { scope, counters, on } = batch;
  const { rules, now } = scope;
  const payment = paymentOf(request);
  const { value, basis } = decidePayment({ account, payment, usage: counters.usageOf(found), on }, rules);
  const allowed = value.answer === "allow";
  const row: DecisionRow = {
    id: scope.newId(),
    request_id: request.requestId,
    request_hash: hashOf(request),
    transaction_id: request.transactionId,
    customer_id: found.customerId,
    account_id: found.accountId,
    kind: payment.kind,
    own_name: payment.ownName,
    amount_minor: payment.minor.toString(),
    factors: [...payment.factors],
    tier: tierOf(payment.factors, rules, on),
    answer: value.answer,
    body: bodyOf(value, payment),
    basis: basis.map(({ ruleId, version }) => `${ruleId}@${version}`),
    business_date: on,
    decided_at: now,
    state: allowed ? "reserved" : "refused",
    reserved_until: allowed ? batch.reservedUntil : null,
  };
  for (const ref of basis) batch.basis.set(ref.ruleId, ref);
  batch.made.push(row);
  batch.byRequest.set(row.request_id, row);
  if (allowed) {
    batch.allowed.set(row.transaction_id, row);
    counters.change(found, value.use, on, 1);
    batch.changes.push({ ...found, on, use: value.use, sign: 1 });
  }
  return row;
}

/**
 * Decides payments the core asks about, those of one customer one after the other, and keeps each with its rules, its
 * answer and what was left. An allowed one counts from now until it is reversed or lapses. The batch is one entry of the
 * audit log with its fingerprint. A request asked again gets the answer it got. Refuses nothing as a whole.
 */
export const recordDecisions = command({
  name: "limits.decision.record",
  permission: "limits.decide",
  input: z.object({
    batchId: z.uuid(),
    requests: z.array(decisionRequest).min(1).max(LIMITS_POLICY.batchSize),
  }),
  storesResult: false,
  claimsKey: false,
  subject: ({ batchId }) => ({ type: "decision-batch", id: batchId }),
  async handle(scope, { batchId, requests }) {
    const found = await accountsByCoreNumber(
      scope,
      requests.map(({ accountNumber }) => accountNumber),
    );
    const all = [...found.values()];
    const customerIds = [...new Set(all.map(({ customerId }) => customerId))];
    const facts = await underBooks(scope, customerIds, () =>
      factsOf(scope, {
        accountIds: [...new Set(all.map(({ accountId }) => accountId))],
        customerIds,
        requestIds: requests.map(({ requestId }) => requestId),
        transactionIds: requests.map(({ transactionId }) => transactionId),
      }),
    );
    const lapsed = await lapseOverdue(scope, facts.overdue);
    for (const one of lapsed) facts.counters.change(one, one.use, one.on, one.sign);
    const gone = new Set(facts.overdue.map(({ id }) => id));
    const named = facts.named.map((row) => (gone.has(row.id) ? { ...row, state: "lapsed" as const } : row));
    const batch: Batch = {
      scope,
      on: shanghaiDate(scope.now),
      reservedUntil: addDuration(scope.now, { minutes: LIMITS_POLICY.reservationMinutes }),
      accounts: facts.accounts,
      counters: facts.counters,
      byRequest: new Map(named.map((row) => [row.request_id, row])),
      allowed: new Map(named.filter(({ answer }) => answer === "allow").map((row) => [row.transaction_id, row])),
      made: [],
      changes: [],
      basis: new Map(),
    };
    const outcomes = requests.map((request) => decide(batch, request, found.get(request.accountNumber)));
    const count = (answer: string) => batch.made.filter((row) => row.answer === answer).length;
    return committed({
      result: { outcomes },
      last: keepDecisions(scope, batchId, batch.made, batch.changes),
      audit: [
        {
          kind: "limits.decision.record",
          subject: { type: "decision-batch", id: batchId },
          basis: [...batch.basis.values()],
          data: {
            decided: batch.made.length,
            allowed: count("allow"),
            denied: count("deny"),
            asked: count("ask-more"),
            unanswered: outcomes.filter(({ kind }) => kind === "refused").length,
            lapsed: lapsed.length,
            digest: batchDigest(batch.made),
          },
        },
      ],
    });
  },
});
