import { sql } from "drizzle-orm";
import { z } from "zod";
import { readStatement } from "@/domain/completeness/day-end";
import { STATEMENT_BYTES } from "@/domain/completeness/policy";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { digestOf, kept, tieDay } from "../tie";

/**
 * Takes in a day-end statement, as the core signed it or as a file holds it, and ties the day out. The same statement a
 * second time is not kept twice; the day is tied all the same. Refuses a day that is not over.
 */
export const putStatement = command({
  name: "completeness.statement.put",
  permission: "completeness.import",
  input: z.strictObject({ text: z.string().min(1).max(STATEMENT_BYTES) }),
  subject: () => ({ type: "day-statement", id: "new" }),
  async handle(scope, { text }) {
    const { tx, actor, now, newId } = scope;
    const read = readStatement(text);
    if (!read.ok) return read;
    const { businessDate: date, lines, madeAt, programme } = read.value;
    if (programme !== null && programme !== actor.programmeId) {
      return refuse("completeness.statement.malformed", { params: { what: "programme" }, field: "text" });
    }
    if (date >= shanghaiDate(now))
      return refuse("completeness.statement.too-early", { params: { date }, field: "text" });
    const source = actor.id === "system:worker" ? "core" : "file";
    const digest = digestOf(lines);
    await tx.execute(sql`insert into day_statements
        (id, programme_id, legal_entity_id, business_date, source, digest, made_at, received_at, received_by, lines)
      values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${date}::date, ${source}, ${digest},
        ${madeAt ?? now}::timestamptz, ${now}::timestamptz, ${actor.id}, ${kept(lines)}::jsonb)
      on conflict (programme_id, business_date, digest) do nothing`);
    const { rows } = await tx.execute<{ id: string }>(sql`select id from day_statements
      where programme_id = ${actor.programmeId} and business_date = ${date}::date and digest = ${digest}`);
    const id = rows[0]?.id ?? "";
    const { events, ...tied } = await tieDay(scope, { id, lines }, date);
    const subject = { type: "day-statement", id };
    const { differences, opened, healed } = tied;
    return committed({
      result: { statementId: id, ...tied },
      audit: [
        {
          kind: "completeness.statement.put",
          subject,
          data: { date, source, lines: lines.length, differences, opened, healed },
        },
      ],
      events,
    });
  },
});
