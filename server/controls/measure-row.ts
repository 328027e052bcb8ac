import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { MeasureReason, MeasureRelease } from "@/domain/controls/codes";
import type {
  Measure,
  MeasureFacts,
  MeasureKind,
  MeasureScope,
  MeasureSource,
  MeasureState,
  Origin,
} from "@/domain/controls/model";
import { type AccountId, asId, type CustomerId, type MeasureId } from "@/domain/shared/ids";
import type { LocalDate } from "@/domain/shared/time";

/** A measure as stored: the domain's and what the screen needs besides. */
export type StoredMeasure = { readonly measure: Measure; readonly number: string; readonly version: number };

export type MeasureRow = {
  id: string;
  number: string;
  account_id: string;
  customer_id: string;
  kind: MeasureKind;
  reason_code: MeasureReason;
  rule_id: string;
  rule_version: number;
  scope: MeasureScope;
  amount_minor: string | null;
  target: string | null;
  starts_at: string | null;
  expires_at: string | null;
  review_on: string;
  state: MeasureState;
  source: MeasureSource;
  requested_by: string;
  requested_at: string;
  approval_id: string | null;
  subject_type: string | null;
  subject_id: string | null;
  lift_reason_code: Measure["liftFor"];
  instructed_at: string | null;
  in_force_at: string | null;
  release_reason_code: MeasureRelease | null;
  release_approval_id: string | null;
  ended_at: string | null;
  noticed_at: string | null;
  released_at: string | null;
  version: number;
  secret_kind: MeasureKind | null;
  secret_source: MeasureSource;
  secret_reason_code: MeasureReason;
  secret_rule_id: string;
  secret_rule_version: number;
  secret_requested_by: string;
  secret_subject_type: string;
  secret_subject_id: string;
  secret_starts_at: string | null;
  secret_expires_at: string | null;
  secret_release_reason_code: MeasureRelease | null;
  secret_lift_reason_code: Measure["liftFor"];
  secret_ended_at: string | null;
};

const PLAIN =
  "id number account_id customer_id kind reason_code rule_id rule_version scope amount_minor target starts_at expires_at " +
  "review_on state source requested_by requested_at approval_id subject_type subject_id lift_reason_code instructed_at " +
  "in_force_at release_reason_code release_approval_id ended_at noticed_at released_at version";
const SECRET =
  "kind source reason_code rule_id rule_version requested_by subject_type subject_id starts_at expires_at " +
  "release_reason_code lift_reason_code ended_at";

/** The columns of `measures m`. */
export const MEASURE_COLUMNS = sql.raw(
  PLAIN.split(" ")
    .map((name) => `m.${name}`)
    .join(", "),
);
/** What `measure_secrets t` says over them; all null to who is not cleared, and where nothing is secret. */
export const SECRET_COLUMNS = sql.raw(
  SECRET.split(" ")
    .map((name) => `t.${name} as secret_${name}`)
    .join(", "),
);

/** The row as it truly is: what is kept behind the wall stands over what everybody sees. */
function truth(row: MeasureRow): MeasureRow {
  if (row.secret_kind === null) return row;
  const lifted = row.release_reason_code && (row.secret_lift_reason_code ?? row.release_reason_code);
  return {
    ...row,
    kind: row.secret_kind,
    source: row.secret_source,
    reason_code: row.secret_reason_code,
    rule_id: row.secret_rule_id,
    rule_version: row.secret_rule_version,
    requested_by: row.secret_requested_by,
    subject_type: row.secret_subject_type,
    subject_id: row.secret_subject_id,
    starts_at: row.secret_starts_at,
    expires_at: row.secret_expires_at,
    release_reason_code: row.secret_release_reason_code ?? lifted,
    lift_reason_code: row.lift_reason_code && row.secret_lift_reason_code,
    ended_at: row.secret_ended_at ?? (lifted === "term-ended" ? row.secret_expires_at : row.ended_at),
  };
}

/** A row of `measures` with its secret, as the domain has it. The table's own checks keep the origins apart. */
export function toMeasure(stored: MeasureRow): StoredMeasure {
  const row = truth(stored);
  const facts: MeasureFacts = {
    id: asId<"measure">(row.id) as MeasureId,
    accountId: asId<"account">(row.account_id) as AccountId,
    customerId: asId<"customer">(row.customer_id) as CustomerId,
    rule: { ruleId: row.rule_id, version: row.rule_version },
    scope: row.scope,
    amountMinor: row.amount_minor === null ? null : BigInt(row.amount_minor),
    target: row.target,
    startsAt: toInstantOrNull(row.starts_at),
    expiresAt: toInstantOrNull(row.expires_at),
    reviewOn: row.review_on as LocalDate,
    requestedAt: toInstant(row.requested_at),
    secret: row.secret_kind !== null,
    liftFor: row.lift_reason_code,
  };
  return {
    measure: { ...facts, ...originOf(row), ...standing(row) } as Measure,
    number: row.number,
    version: row.version,
  };
}

function originOf(row: MeasureRow): Origin {
  const subject = row.subject_id === null ? null : { type: row.subject_type ?? "", id: row.subject_id };
  const { kind, source, reason_code: reasonCode, requested_by: requestedBy, approval_id: approvalId } = row;
  return { kind, source, reasonCode, requestedBy, approvalId, subject } as Origin;
}

/** The state with what belongs to it: times, and the release once there is one. */
function standing(row: MeasureRow) {
  const told = { state: row.state, instructedAt: toInstant(row.instructed_at ?? row.requested_at) };
  const held = { ...told, inForceAt: toInstant(row.in_force_at ?? row.requested_at) };
  const release = { releaseReasonCode: row.release_reason_code, releaseApprovalId: row.release_approval_id };
  const ended = { endedAt: toInstantOrNull(row.ended_at), noticedAt: toInstantOrNull(row.noticed_at) };
  switch (row.state) {
    case "instructed":
    case "failed":
      return told;
    case "in-force":
    case "carried-out":
      return held;
    case "release-proposed":
      return { ...held, ...release };
    case "release-instructed":
      return { ...held, ...release, ...ended };
    case "released":
      return { ...held, ...release, ...ended, releasedAt: toInstant(row.released_at ?? row.requested_at) };
    default:
      return { state: row.state };
  }
}
