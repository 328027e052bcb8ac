import { sql } from "drizzle-orm";
import { conclude } from "@/domain/processing/decisions";
import type { AssessmentMeasure, AssessmentState, Risk } from "@/domain/processing/model";
import { decideAssessmentInput } from "@/domain/processing/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { ASSESSMENT } from "../store";

type Row = {
  number: string;
  risk: Risk;
  measures: AssessmentMeasure[];
  made_by: string;
  state: AssessmentState;
  version: number;
};

/** Accepts an assessment or gives it back. Refuses as `conclude` of the domain does, who made it, and one that has changed. */
export const decideAssessment = command({
  name: "processing.assessment.decide",
  permission: "processing.approve",
  input: decideAssessmentInput,
  subject: ({ id }) => ({ type: ASSESSMENT, id }),
  async handle(scope, { id, version, outcome }) {
    const { tx, actor, now, rules } = scope;
    const { rows } =
      await tx.execute<Row>(sql`select number, risk, measures, made_by, state, version from impact_assessments
      where id = ${id}::uuid and programme_id = ${actor.programmeId} for update`);
    const found = rows[0] ?? notFound();
    if (found.version !== version) return refuse("processing.assessment.stale");
    const decision = conclude(
      {
        outcome,
        risk: found.risk,
        measures: found.measures,
        madeBy: found.made_by,
        decider: actor.id,
        state: found.state,
      },
      shanghaiDate(now),
      rules,
    );
    if (!decision.ok) return decision;
    const { keptUntil, majorChange } = decision.value;
    await tx.execute(sql`update impact_assessments set state = ${outcome}, concluded_by = ${actor.id}, concluded_at = ${now}::timestamptz,
        kept_until = ${keptUntil}::date, version = version + 1 where id = ${id}::uuid`);
    return committed({
      result: { id, state: outcome, majorChange },
      audit: [
        {
          kind: "processing.assessment.decide",
          subject: { type: ASSESSMENT, id },
          basis: decision.basis,
          data: { number: found.number, outcome, keptUntil, majorChange },
        },
      ],
    });
  },
});
