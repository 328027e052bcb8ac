import { sql } from "drizzle-orm";
import { measureCollection } from "@/domain/processing/collected";
import { assessmentCases } from "@/domain/processing/decisions";
import { recordActivityInput } from "@/domain/processing/schema";
import { regimeOf } from "@/domain/shared/regime";
import { shanghaiDate } from "@/domain/shared/time";
import type { PartnerKind } from "@/domain/sharing/model";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import { ACTIVITY } from "../store";

/**
 * Enters an activity that processes personal data. It is planned until it is started. A recipient of elsewhere is not
 * found; refuses as `measureCollection` does what takes more than its purpose needs, guards it too little or lets it out
 * of the country unsaid.
 */
export const recordActivity = command({
  name: "processing.activity.record",
  permission: "processing.manage",
  input: recordActivityInput,
  subject: () => ({ type: ACTIVITY, id: "new" }),
  async handle(scope, input) {
    const { tx, actor, now, rules } = scope;
    const on = shanghaiDate(now);
    const recipients = [...new Set(input.recipients)];
    const known = await tx.execute<{ kind: PartnerKind }>(sql`select kind from sharing_partners
      where programme_id = ${actor.programmeId} and number = any(${sql.param(recipients)}::text[])`);
    if (known.rows.length !== recipients.length) notFound();
    const regime = regimeOf(actor.programmeId);
    const measured = measureCollection({ ...input, regime, recipients: known.rows.map(({ kind }) => kind) }, rules, on);
    if (!measured.ok) return measured;
    const cases = assessmentCases({ ...input, provided: recipients.length > 0 }, on, rules);
    const id = scope.newId<"processing-record">();
    const number = await takeNumber(tx, "processing-record");
    const list = (values: readonly string[]) => sql`${sql.param([...new Set(values)])}::text[]`;
    await tx.execute(sql`insert into processing_records (id, programme_id, legal_entity_id, number, name, purpose, basis, fields, recipients,
        retention_class, safeguards, cases, state, started_on, recorded_by, recorded_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${input.name}, ${input.purpose}, ${input.basis},
        ${list(input.fields)}, ${list(recipients)}, ${input.retentionClass}, ${list(input.safeguards)}, ${list(cases.value)}, 'planned',
        ${on}::date, ${actor.id}, ${now}::timestamptz)`);
    return committed({
      result: { id: id as string, number, cases: [...cases.value] },
      audit: [
        {
          kind: "processing.activity.record",
          subject: { type: ACTIVITY, id },
          basis: [...cases.basis, ...measured.basis, rules.ref("law-pipl-13", on)],
          data: { number, purpose: input.purpose, basis: input.basis, fields: input.fields, cases: [...cases.value] },
        },
      ],
    });
  },
});
