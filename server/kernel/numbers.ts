import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** Kinds with a number people can say. Each has a series of its own; a gap in one tells nothing of another. */
const SERIES = {
  customer: { sequence: "number_customer", prefix: "C" },
  account: { sequence: "number_account", prefix: "A" },
  approval: { sequence: "number_approval", prefix: "AP" },
  measure: { sequence: "number_measure", prefix: "CM" },
  "large-value": { sequence: "number_large_value", prefix: "LV" },
  submission: { sequence: "number_submission", prefix: "KS" },
  "loss-report": { sequence: "number_loss_report", prefix: "LR" },
  "kyc-request": { sequence: "number_request", prefix: "KR" },
  reverification: { sequence: "number_reverification", prefix: "RV" },
  "reverification-hold": { sequence: "number_reverification_hold", prefix: "RH" },
  "list-hit": { sequence: "number_list_hit", prefix: "LH" },
  objection: { sequence: "number_objection", prefix: "OB" },
  incident: { sequence: "number_incident", prefix: "IN" },
  closure: { sequence: "number_closure", prefix: "CL" },
  "privacy-request": { sequence: "number_privacy_request", prefix: "PR" },
  package: { sequence: "number_package", prefix: "PK" },
  correction: { sequence: "number_correction", prefix: "CR" },
  letter: { sequence: "number_letter", prefix: "LT" },
  "limit-adjustment": { sequence: "number_limit_adjustment", prefix: "LA" },
  import: { sequence: "number_import", prefix: "IM" },
  "control-miss": { sequence: "number_control_miss", prefix: "MC" },
  difference: { sequence: "number_difference", prefix: "DD" },
  "core-difference": { sequence: "number_core_difference", prefix: "CD" },
  order: { sequence: "number_order", prefix: "AO" },
  // Of what may not be told: counted apart, so that no gap among the others tells of one.
  "secret-order": { sequence: "number_secret_order", prefix: "AS" },
  "electronic-order": { sequence: "number_electronic_order", prefix: "EO" },
  "policy-version": { sequence: "number_policy_version", prefix: "PV" },
  "sharing-partner": { sequence: "number_sharing_partner", prefix: "SP" },
  "sharing-notice": { sequence: "number_sharing_notice", prefix: "SN" },
  "sharing-demand": { sequence: "number_sharing_demand", prefix: "FD" },
  "processing-record": { sequence: "number_processing_record", prefix: "PA" },
  "impact-assessment": { sequence: "number_impact_assessment", prefix: "IA" },
  "decision-review": { sequence: "number_decision_review", prefix: "DR" },
  "erasure-certificate": { sequence: "number_erasure_certificate", prefix: "EC" },
  "rule-change": { sequence: "number_rule_change", prefix: "RC" },
} as const;

export type NumberKind = keyof typeof SERIES;

/** How the n-th number of a kind reads: `LV-000042`. */
export function formatNumber(kind: NumberKind, n: number | string): string {
  return `${SERIES[kind].prefix}-${String(n).padStart(6, "0")}`;
}

/** SQL for the next number of a kind, for set-based inserts. Same form as `formatNumber`. */
export function nextNumberSql(kind: NumberKind) {
  const { sequence, prefix } = SERIES[kind];
  return sql.raw(
    `'${prefix}-' || lpad(nextval('${sequence}')::text, greatest(6, length(currval('${sequence}')::text)), '0')`,
  );
}

/** Takes the next `count` numbers of a kind. */
export async function takeNumbers(tx: Tx, kind: NumberKind, count: number): Promise<string[]> {
  const { rows } = await tx.execute<{ n: string }>(
    sql`select nextval(${SERIES[kind].sequence}::regclass)::text as n from generate_series(1, ${count}::int)`,
  );
  return rows.map((row) => formatNumber(kind, row.n));
}

/** Takes one number. */
export async function takeNumber(tx: Tx, kind: NumberKind): Promise<string> {
  const [number] = await takeNumbers(tx, kind, 1);
  if (!number) throw new Error("no number");
  return number;
}
