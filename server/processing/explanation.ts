import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import { explain, isLimitReason, TOLD_RESTRICTIONS } from "@/domain/processing/automatic";
import type { DecisionKind } from "@/domain/processing/model";
import { SHOWN_DECISIONS } from "@/domain/processing/policy";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

/** One automatic decision: when, by which rules (`id@version`), on what as codes, and how it came out. */
export type ExplainedDecision = {
  readonly kind: DecisionKind;
  readonly id: string;
  readonly at: Instant;
  readonly rules: readonly string[];
  readonly inputs: readonly string[];
  readonly outcome: string;
  /** True where the customer may ask for a person to look again. */
  readonly review: boolean;
};
export type Explanation = { readonly decisions: readonly ExplainedDecision[] };

type Reader = Pick<Scope, "tx" | "actor" | "rules">;
type Found = Omit<ExplainedDecision, "review">;

const RULE_TEXT = /^[a-z0-9-]+@\d+$/;

async function classes({ tx, actor }: Reader, customerId: string): Promise<Found[]> {
  type Row = {
    id: string;
    changed_at: string;
    from_class: number | null;
    to_class: number;
    channels: number;
    face_to_face: boolean;
    rules: unknown;
  };
  const { rows } = await tx.execute<Row>(sql`select id, changed_at, from_class, to_class, channels, face_to_face, rules
    from kyc_class_changes where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and reason_code is null
    order by changed_at desc, id desc limit ${SHOWN_DECISIONS}`);
  return rows.map((row) => ({
    kind: "account-class",
    id: row.id,
    at: toInstant(row.changed_at),
    rules: ruleTexts(row.rules),
    inputs: [`channels-${row.channels}`, row.face_to_face ? "face-to-face" : "remote"],
    outcome: `class-${row.to_class}`,
  }));
}

/** What a stored basis names, in whichever of its forms it was kept. */
function ruleTexts(stored: unknown): string[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: unknown) => {
    if (typeof one === "string") return RULE_TEXT.test(one) ? [one] : [];
    const { ruleId, version } = (one ?? {}) as { ruleId?: unknown; version?: unknown };
    return typeof ruleId === "string" && typeof version === "number" ? [`${ruleId}@${version}`] : [];
  });
}

async function denials({ tx, actor }: Reader, customerId: string): Promise<Found[]> {
  type Reason = { readonly code?: unknown; readonly rules?: unknown };
  type Row = {
    id: string;
    decided_at: string;
    kind: string;
    tier: string;
    body: { readonly reasons?: readonly Reason[] };
  };
  const { rows } = await tx.execute<Row>(sql`select id, decided_at, kind, tier, body from decisions
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and answer = 'deny'
      and exists (select from jsonb_array_elements(body -> 'reasons') r where r ->> 'code' not like 'limits.held.%')
    order by decided_at desc, id desc limit ${SHOWN_DECISIONS}`);
  return rows.map((row) => {
    const reasons = (row.body.reasons ?? []).filter(({ code }) => typeof code === "string" && isLimitReason(code));
    return {
      kind: "limit-denial" as const,
      id: row.id,
      at: toInstant(row.decided_at),
      rules: [...new Set(reasons.flatMap(({ rules }) => ruleTexts(rules)))],
      inputs: [row.kind, `tier-${row.tier}`, ...reasons.map(({ code }) => String(code))],
      outcome: "denied",
    };
  });
}

async function restrictions({ tx, actor }: Reader, customerId: string): Promise<Found[]> {
  type Row = {
    id: string;
    requested_at: string;
    reason_code: string;
    rule_id: string;
    rule_version: number;
    state: string;
  };
  const { rows } =
    await tx.execute<Row>(sql`select id, requested_at, reason_code, rule_id, rule_version, state from measures
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and source = 'system'
      and clearance = 'general' and reason_code in ${[...TOLD_RESTRICTIONS]}
    order by requested_at desc, id desc limit ${SHOWN_DECISIONS}`);
  return rows.map((row) => ({
    kind: "reverification-restriction",
    id: row.id,
    at: toInstant(row.requested_at),
    rules: [`${row.rule_id}@${row.rule_version}`],
    inputs: [row.reason_code],
    outcome: row.state === "in-force" || row.state === "instructed" ? "restricted" : "ended",
  }));
}

/**
 * What the system decided about a customer by itself and he may be told: the class of his account, payments a limit denied,
 * restrictions of re-verification. Nothing that a list, a suspicion or an order led to is in it, nor any trace of one: the answer is
 * the same for who reads with clearance and who reads without.
 */
export async function explanationOf(scope: Reader, customerId: string): Promise<Explanation> {
  const found = [
    ...(await classes(scope, customerId)),
    ...(await denials(scope, customerId)),
    ...(await restrictions(scope, customerId)),
  ];
  const decisions = found
    .map((one) => {
      const { value, basis } = explain(one.kind, shanghaiDate(one.at), scope.rules);
      const named = basis.map(({ ruleId, version }) => `${ruleId}@${version}`);
      return { ...one, rules: [...new Set([...one.rules, ...named])], review: value.review };
    })
    .sort((one, other) => (one.at === other.at ? (one.id < other.id ? 1 : -1) : one.at < other.at ? 1 : -1));
  return { decisions: decisions.slice(0, SHOWN_DECISIONS) };
}
