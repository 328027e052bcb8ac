import { sql } from "drizzle-orm";
import { z } from "zod";
import { AUTOMATIC_DECISIONS } from "@/domain/processing/automatic";
import { type AssessmentCase, DECISION_KINDS } from "@/domain/processing/model";
import {
  ACTIVITIES_LIST,
  ASSESSMENTS_LIST,
  activityDetail,
  activityRow,
  assessmentRow,
  decisionRow,
  REVIEWS_LIST,
  reviewDetail,
  reviewRow,
} from "@/domain/processing/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { assessmentOf } from "./assessed";
import { explanationOf } from "./explanation";
import {
  ACTIVITY_COLUMNS,
  type ActivityColumns,
  ASSESSMENT_COLUMNS,
  type AssessmentColumns,
  REVIEW_COLUMNS,
  type ReviewColumns,
  toActivity,
  toAssessment,
  toReview,
} from "./rows";

/** The register of processing, the latest entered first. */
export const activitiesList = query({
  name: "processing.activities.list",
  permission: "processing.read",
  clearance: "general",
  input: listInput(ACTIVITIES_LIST),
  output: listOutput(activityRow),
  async resolve({ tx, actor }, input) {
    const page = await runList<typeof ACTIVITIES_LIST, ActivityColumns>(tx, ACTIVITIES_LIST, input, {
      select: ACTIVITY_COLUMNS,
      from: sql`processing_records r`,
      where: [sql`r.programme_id = ${actor.programmeId}`],
      map: {
        filters: { state: sql`r.state`, purpose: sql`r.purpose`, number: sql`r.number` },
        sorts: { recordedAt: { by: sql`r.recorded_at`, type: "timestamptz" } },
        id: sql`r.id`,
      },
    });
    return { ...page, rows: page.rows.map(toActivity) };
  },
});

/** One activity with what is assessed of it and what is not. */
export const activityDetailQuery = query({
  name: "processing.activities.detail",
  permission: "processing.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: activityDetail,
  async resolve(scope, { id }) {
    const { tx, actor } = scope;
    const { rows } = await tx.execute<ActivityColumns>(sql`select ${ACTIVITY_COLUMNS} from processing_records r
      where r.id = ${id}::uuid and r.programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const { rows: assessments } =
      await tx.execute<AssessmentColumns>(sql`select ${ASSESSMENT_COLUMNS} from impact_assessments i
      where i.programme_id = ${actor.programmeId} and i.about_type = 'activity' and i.about_id = ${id} order by i.made_at desc, i.id desc`);
    const open: readonly AssessmentCase[] = await assessmentOf(scope, { type: "activity", id }, row.cases);
    return {
      ...toActivity(row),
      unassessed: [...open],
      assessments: assessments.map((one) => toAssessment(one, actor)),
      may: { manage: actor.permissions.has("processing.manage") },
    };
  },
});

/** Impact assessments, the latest first. */
export const assessmentsList = query({
  name: "processing.assessments.list",
  permission: "processing.read",
  clearance: "general",
  input: listInput(ASSESSMENTS_LIST),
  output: listOutput(assessmentRow),
  async resolve({ tx, actor }, input) {
    const page = await runList<typeof ASSESSMENTS_LIST, AssessmentColumns>(tx, ASSESSMENTS_LIST, input, {
      select: ASSESSMENT_COLUMNS,
      from: sql`impact_assessments i`,
      where: [sql`i.programme_id = ${actor.programmeId}`],
      map: {
        filters: { state: sql`i.state`, case: sql`i.case_code`, risk: sql`i.risk`, number: sql`i.number` },
        sorts: { madeAt: { by: sql`i.made_at`, type: "timestamptz" } },
        id: sql`i.id`,
      },
    });
    return { ...page, rows: page.rows.map((row) => toAssessment(row, actor)) };
  },
});

/** What the system decides by itself, with the rules each kind rests on today. */
export const automaticQuery = query({
  name: "processing.automatic.list",
  permission: "processing.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({
    rows: z.array(z.object({ kind: z.enum(DECISION_KINDS), weighty: z.boolean(), rules: z.array(z.string()) })),
  }),
  async resolve({ rules, now }) {
    const on = shanghaiDate(now);
    const rows = DECISION_KINDS.map((kind) => ({
      kind,
      weighty: AUTOMATIC_DECISIONS[kind].weighty,
      rules: ["law-pipl-24", "law-pipl-48", ...AUTOMATIC_DECISIONS[kind].rules].map((id) => rules.ref(id, on).ruleId),
    }));
    return { rows };
  },
});

/** What the system decided about a customer by itself and he may be told, the latest first. */
export const explanationQuery = query({
  name: "processing.decisions.list",
  permission: "processing.read",
  clearance: "general",
  input: z.object({ customerId: z.uuid() }),
  output: z.object({ rows: z.array(decisionRow), may: z.object({ ask: z.boolean() }) }),
  async resolve(scope, { customerId }) {
    const { decisions } = await explanationOf(scope, customerId);
    const rows = decisions.map((one) => ({ ...one, rules: [...one.rules], inputs: [...one.inputs] }));
    return { rows, may: { ask: scope.actor.permissions.has("consents.record") } };
  },
});

/** Decisions that a person is to look at again, or has, the latest asked first. */
export const reviewsList = query({
  name: "processing.reviews.list",
  permission: "processing.read",
  clearance: "general",
  input: listInput(REVIEWS_LIST),
  output: listOutput(reviewRow),
  async resolve({ tx, actor }, input) {
    const page = await runList<typeof REVIEWS_LIST, ReviewColumns>(tx, REVIEWS_LIST, input, {
      select: REVIEW_COLUMNS,
      from: sql`decision_reviews w`,
      where: [sql`w.programme_id = ${actor.programmeId}`],
      map: {
        filters: { state: sql`w.state`, kind: sql`w.decision_kind`, number: sql`w.number` },
        sorts: { requestedAt: { by: sql`w.requested_at`, type: "timestamptz" } },
        id: sql`w.id`,
      },
    });
    return { ...page, rows: page.rows.map(toReview) };
  },
});

/** One look with the decision it is about. */
export const reviewDetailQuery = query({
  name: "processing.reviews.detail",
  permission: "processing.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: reviewDetail,
  async resolve(scope, { id }) {
    const { tx, actor } = scope;
    const { rows } = await tx.execute<ReviewColumns>(sql`select ${REVIEW_COLUMNS} from decision_reviews w
      where w.id = ${id}::uuid and w.programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const { decisions } = await explanationOf(scope, row.customer_id);
    const found = decisions.find((one) => one.kind === row.decision_kind && one.id === row.decision_id);
    const open = row.state === "open" && actor.permissions.has("processing.review") && row.requested_by !== actor.id;
    return {
      ...toReview(row),
      decision: found ? { ...found, rules: [...found.rules], inputs: [...found.inputs] } : null,
      may: { decide: open },
    };
  },
});
