import { type SQL, sql } from "drizzle-orm";
import { AUTOMATIC_DECISIONS } from "@/domain/processing/automatic";
import { exportInput } from "@/domain/processing/schema";
import { csvLine } from "@/domain/shared/csv-line";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";

type Lines = readonly (readonly string[])[];

const words = (column: string) => sql.raw(`array_to_string(${column}, ' ') as ${column}`);

const TABLES: Readonly<
  Record<"activities" | "assessments" | "reviews", { readonly head: readonly string[]; readonly select: SQL }>
> = {
  activities: {
    head: [
      "number",
      "name",
      "purpose",
      "basis",
      "fields",
      "recipients",
      "retention_class",
      "safeguards",
      "cases",
      "state",
      "started_on",
      "ended_on",
      "kept_until",
    ],
    select: sql`select number, name, purpose, basis, ${words("fields")}, ${words("recipients")}, retention_class, ${words("safeguards")},
      ${words("cases")}, state, started_on::text, ended_on::text, kept_until::text from processing_records`,
  },
  assessments: {
    head: [
      "number",
      "case_code",
      "about_type",
      "about_id",
      "risk",
      "measures",
      "report_reference",
      "state",
      "made_at",
      "concluded_at",
      "kept_until",
    ],
    select: sql`select number, case_code, about_type, about_id, risk, ${words("measures")}, report_reference, state, made_at::text,
      concluded_at::text, kept_until::text from impact_assessments`,
  },
  reviews: {
    head: ["number", "decision_kind", "state", "requested_at", "decided_at"],
    select: sql`select number, decision_kind, state, requested_at::text, decided_at::text from decision_reviews`,
  },
};

async function linesOf({ tx, actor }: Scope, what: keyof typeof TABLES): Promise<Lines> {
  const { head, select } = TABLES[what];
  const { rows } = await tx.execute<Record<string, string | null>>(
    sql`${select} where programme_id = ${actor.programmeId} order by number`,
  );
  return [head, ...rows.map((row) => head.map((name) => row[name] ?? ""))];
}

/** A register as CSV: processing, assessments, what is decided by machine, or the looks people took again. */
export const exportRegister = command({
  name: "processing.register.export",
  permission: "processing.read",
  storesResult: false,
  input: exportInput,
  subject: ({ what }) => ({ type: "register", id: `processing-${what}` }),
  async handle(scope, { what }) {
    const { now, rules } = scope;
    const on = shanghaiDate(now);
    const automatic = Object.entries(AUTOMATIC_DECISIONS).map(([kind, one]) => [
      kind,
      String(one.weighty),
      one.rules.join(" "),
    ]);
    const lines = what === "decisions" ? [["kind", "major_effect", "rules"], ...automatic] : await linesOf(scope, what);
    return committed({
      result: {
        name: `processing-${what}-${on}.csv`,
        text: `\ufeff${lines.map(csvLine).join("")}`,
        lines: lines.length - 1,
      },
      audit: [
        {
          kind: "processing.register.export",
          subject: { type: "register", id: `processing-${what}` },
          basis: [rules.ref("law-pipl-56", on)],
          data: { lines: lines.length - 1 },
        },
      ],
    });
  },
});
