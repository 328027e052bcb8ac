import { sql } from "drizzle-orm";
import type { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { LawfulBasis } from "@/domain/consents/model";
import type {
  AboutType,
  ActivityPurpose,
  AssessmentCase,
  AssessmentMeasure,
  AssessmentState,
  DecisionKind,
  Guard,
  RecordState,
  ReviewState,
  Risk,
} from "@/domain/processing/model";
import type { activityRow, assessmentRow, reviewRow } from "@/domain/processing/schema";
import type { RetentionClass } from "@/domain/retention/model";
import type { Field } from "@/domain/sharing/model";
import type { Actor } from "@/server/kernel/actor";

export type ActivityColumns = {
  id: string;
  number: string;
  version: number;
  name: string;
  purpose: ActivityPurpose;
  basis: LawfulBasis;
  fields: Field[];
  recipients: string[];
  retention_class: RetentionClass;
  safeguards: Guard[];
  cases: AssessmentCase[];
  state: RecordState;
  started_on: string;
  ended_on: string | null;
  kept_until: string | null;
  recorded_at: string;
};

export const ACTIVITY_COLUMNS = sql`r.id, r.number, r.version, r.name, r.purpose, r.basis, r.fields, r.recipients, r.retention_class,
  r.safeguards, r.cases, r.state, r.started_on::text as started_on, r.ended_on::text as ended_on, r.kept_until::text as kept_until,
  r.recorded_at`;

export const toActivity = (row: ActivityColumns): z.input<typeof activityRow> => ({
  id: row.id,
  number: row.number,
  version: row.version,
  name: row.name,
  purpose: row.purpose,
  basis: row.basis,
  fields: row.fields,
  recipients: row.recipients,
  retentionClass: row.retention_class,
  safeguards: row.safeguards,
  cases: row.cases,
  state: row.state,
  startedOn: row.started_on,
  endedOn: row.ended_on,
  keptUntil: row.kept_until,
  recordedAt: toInstant(row.recorded_at),
});

export type AssessmentColumns = {
  id: string;
  number: string;
  version: number;
  case_code: AssessmentCase;
  about_type: AboutType;
  about_id: string;
  about: string | null;
  risk: Risk;
  measures: AssessmentMeasure[];
  report_reference: string;
  state: AssessmentState;
  made_by: string;
  made_at: string;
  concluded_at: string | null;
  kept_until: string | null;
};

export const ASSESSMENT_COLUMNS = sql`i.id, i.number, i.version, i.case_code, i.about_type, i.about_id, i.risk, i.measures,
  i.report_reference, i.state, i.made_by, i.made_at, i.concluded_at, i.kept_until::text as kept_until,
  case i.about_type when 'partner' then (select p.number from sharing_partners p where p.id::text = i.about_id)
    when 'activity' then (select a.number from processing_records a where a.id::text = i.about_id) else i.about_id end as about`;

/** An assessment as it leaves the server; who made it does not conclude it. */
export const toAssessment = (
  row: AssessmentColumns,
  actor: Pick<Actor, "id" | "permissions">,
): z.input<typeof assessmentRow> => ({
  id: row.id,
  number: row.number,
  version: row.version,
  caseCode: row.case_code,
  aboutType: row.about_type,
  aboutId: row.about_id,
  about: row.about ?? row.about_id,
  risk: row.risk,
  measures: row.measures,
  reportReference: row.report_reference,
  state: row.state,
  madeAt: toInstant(row.made_at),
  concludedAt: toInstantOrNull(row.concluded_at),
  keptUntil: row.kept_until,
  may: { decide: row.state === "draft" && actor.permissions.has("processing.approve") && row.made_by !== actor.id },
});

export type ReviewColumns = {
  id: string;
  number: string;
  version: number;
  customer_id: string;
  customer_number: string;
  decision_kind: DecisionKind;
  decision_id: string;
  state: ReviewState;
  requested_by: string;
  requested_at: string;
  decided_at: string | null;
};

export const REVIEW_COLUMNS = sql`w.id, w.number, w.version, w.customer_id,
  (select c.number from customers c where c.id = w.customer_id) as customer_number, w.decision_kind, w.decision_id, w.state,
  w.requested_by, w.requested_at, w.decided_at`;

export const toReview = (row: ReviewColumns): z.input<typeof reviewRow> => ({
  id: row.id,
  number: row.number,
  version: row.version,
  customer: { id: row.customer_id, number: row.customer_number },
  kind: row.decision_kind,
  state: row.state,
  requestedAt: toInstant(row.requested_at),
  decidedAt: toInstantOrNull(row.decided_at),
});
