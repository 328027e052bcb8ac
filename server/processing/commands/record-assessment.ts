import { sql } from "drizzle-orm";
import { PURPOSE_NAMES } from "@/domain/consents/model";
import { type RecordAssessmentInput, recordAssessmentInput } from "@/domain/processing/schema";
import { isUuid } from "@/domain/shared/ids";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { ASSESSMENT } from "../store";

/** Whether what is assessed is there: a purpose by its name, a partner or an activity of the programme by its id. */
async function isThere({ tx, actor }: Scope, { aboutType, aboutId }: RecordAssessmentInput): Promise<boolean> {
  if (aboutType === "purpose") return PURPOSE_NAMES.some((name) => name === aboutId);
  if (!isUuid(aboutId)) return false;
  const table = aboutType === "partner" ? sql`sharing_partners` : sql`processing_records`;
  const { rows } = await tx.execute(
    sql`select from ${table} where id = ${aboutId}::uuid and programme_id = ${actor.programmeId}`,
  );
  return rows.length > 0;
}

/** Enters an impact assessment; a second person concludes it. Refuses one about nothing. */
export const recordAssessment = command({
  name: "processing.assessment.record",
  permission: "processing.manage",
  input: recordAssessmentInput,
  subject: ({ aboutType, aboutId }) => ({ type: aboutType, id: aboutId }),
  async handle(scope, input) {
    const { tx, actor, now, rules } = scope;
    if (!(await isThere(scope, input))) return refuse("processing.assessment.about-missing", { field: "aboutId" });
    const id = scope.newId<"impact-assessment">();
    const number = await takeNumber(tx, "impact-assessment");
    await tx.execute(sql`insert into impact_assessments (id, programme_id, legal_entity_id, number, case_code, about_type, about_id, risk,
        measures, report_reference, state, made_by, made_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${input.caseCode}, ${input.aboutType}, ${input.aboutId},
        ${input.risk}, ${sql.param([...new Set(input.measures)])}::text[], ${input.reportReference}, 'draft', ${actor.id},
        ${now}::timestamptz)`);
    return committed({
      result: { id: id as string, number },
      audit: [
        {
          kind: "processing.assessment.record",
          subject: { type: ASSESSMENT, id },
          basis: [rules.ref("law-pipl-55", shanghaiDate(now))],
          data: { number, case: input.caseCode, about: input.aboutType, id: input.aboutId, risk: input.risk },
        },
      ],
    });
  },
});
