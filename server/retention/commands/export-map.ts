import { z } from "zod";
import { csvLine } from "@/domain/shared/csv-line";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { mapRows } from "../map";

const HEAD = [
  "table",
  "column",
  "grade",
  "of",
  "data",
  "purpose",
  "class",
  "rule",
  "protection",
  "reason",
  "route",
  "ends",
];

/** The data map as CSV. */
export const exportMap = command({
  name: "retention.map.export",
  permission: "retention.export",
  storesResult: false,
  input: z.strictObject({}),
  subject: () => ({ type: "register", id: "data-map" }),
  async handle({ rules, now }) {
    const rows = mapRows(rules, shanghaiDate(now));
    const lines = rows.map((row) => [
      row.table,
      row.column,
      row.grade,
      row.of,
      row.data,
      row.purpose,
      row.class,
      row.rule,
      row.protection,
      row.reason ?? "",
      row.route ?? "",
      row.ends,
    ]);
    return committed({
      result: {
        name: `data-map-${shanghaiDate(now)}.csv`,
        text: `\ufeff${[HEAD, ...lines].map(csvLine).join("")}`,
        lines: lines.length,
      },
      audit: [
        { kind: "retention.map.export", subject: { type: "register", id: "data-map" }, data: { lines: lines.length } },
      ],
    });
  },
});
