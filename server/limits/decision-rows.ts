import type { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { Answer } from "@/domain/limits/engine";
import type { AnswerWord, DecisionState, Factor, Payment, PaymentKind, Tier, Use } from "@/domain/limits/model";
import type { DecisionAnswer, decisionBody } from "@/domain/limits/schema";
import { paymentUse } from "@/domain/limits/use";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { LocalDate } from "@/domain/shared/time";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import type { Scope } from "@/server/kernel/scope";
import { prepared } from "./prepared";

type Body = z.output<typeof decisionBody>;

/** A decision as it is kept. */
export type DecisionRow = {
  id: string;
  request_id: string;
  request_hash: string;
  transaction_id: string;
  customer_id: string;
  account_id: string;
  kind: PaymentKind;
  own_name: boolean;
  amount_minor: string;
  factors: Factor[];
  tier: Tier;
  answer: AnswerWord;
  body: Body;
  basis: string[];
  business_date: LocalDate;
  decided_at: string;
  state: DecisionState;
  reserved_until: string | null;
};

export const DECISION_COLUMNS = `id, request_id, encode(request_hash, 'hex') as request_hash, transaction_id, customer_id, account_id, kind, own_name, amount_minor::text, factors, tier,
  answer, body, basis, business_date::text, decided_at, state, reserved_until`;

const ruleText = ({ ruleId, version }: RuleRef) => `${ruleId}@${version}`;
const texts = (basis: readonly RuleRef[]) => basis.map(ruleText);

/** What of an answer is kept and told. */
export function bodyOf(
  { reasons, lines, ask, difference }: Answer,
  { arrival, purpose }: Pick<Payment, "arrival" | "purpose">,
): Body {
  return {
    arrival: arrival?.chosen ?? null,
    purpose: purpose && { of: purpose.of, reason: purpose.reason },
    reasons: reasons.map(({ code, basis }) => ({ code, rules: texts(basis) })),
    lines: lines.map(({ name, cap, used, room, limits, also }) => ({
      name,
      cap: cap.toString(),
      used: used.toString(),
      room: room.toString(),
      rules: texts([...limits.map(({ basis }) => basis), ...also]),
    })),
    ask: ask.map((factors) => [...factors]),
    difference: difference && {
      agreement: ruleText(difference.agreement),
      law: ruleText(difference.law),
      agreementMinor: difference.agreementMinor?.toString() ?? null,
      lawMinor: difference.lawMinor.toString(),
    },
  };
}

/** A kept decision as the core is told of it. */
export function answerOf(row: DecisionRow): DecisionAnswer {
  return {
    decisionId: row.id,
    requestId: row.request_id,
    transactionId: row.transaction_id,
    answer: row.answer,
    state: row.state,
    decidedAt: toInstant(row.decided_at),
    reservedUntil: toInstantOrNull(row.reserved_until),
    rules: row.basis,
    ...row.body,
  };
}

/** What a kept decision adds to the windows. */
export const rowUse = (row: DecisionRow): Use =>
  paymentUse(
    { ...row, ownName: row.own_name, minor: BigInt(row.amount_minor), cardId: null, arrival: null, purpose: null },
    row.tier,
  );

/** Decisions by id. */
export function decisionsById(scope: Scope, ids: readonly string[]): Promise<DecisionRow[]> {
  const text = `select ${DECISION_COLUMNS} from decisions where programme_id = $2 and id = any($1::uuid[])`;
  return prepared(scope, "by-id", text, [[...ids], scope.actor.programmeId]);
}

/** Reservations of customers whose time is over. */
export function overdueOf(scope: Scope, customerIds: readonly string[]): Promise<DecisionRow[]> {
  const text = `select ${DECISION_COLUMNS} from decisions where programme_id = $3 and customer_id = any($1::uuid[]) and state = 'reserved'
    and reserved_until <= $2::timestamptz`;
  return prepared(scope, "overdue", text, [[...customerIds], scope.now, scope.actor.programmeId]);
}

/** Sets where decisions stand now. */
export async function settleRows(scope: Scope, ids: readonly string[], state: DecisionState): Promise<void> {
  const text =
    "update decisions set state = $2, settled_at = $3::timestamptz where id = any($1::uuid[]) and programme_id = $4";
  if (ids.length > 0) await prepared(scope, "settle", text, [[...ids], state, scope.now, scope.actor.programmeId]);
}

/** The fingerprint of a batch, for its audit entry: every decision with what was asked, answered and cited, in order of id. */
export function batchDigest(rows: readonly DecisionRow[]): string {
  const lines = [...rows]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((row) => [
      row.id,
      row.request_id,
      row.transaction_id,
      row.account_id,
      row.kind,
      row.own_name,
      row.amount_minor,
      row.factors.join("+"),
      row.answer,
      row.basis.join("+"),
      toInstant(row.decided_at),
    ]);
  return sha256Hex(JSON.stringify(lines));
}
