import { CLASSIFICATION } from "@/db/classification";
import type { Personal } from "@/db/data-classes";
import { page, type ReferencePage, table } from "./page";

const HOW: Readonly<Record<Personal["protection"]["kind"], string>> = {
  sealed: "sealed",
  "keyed-hash": "keyed hash",
  "one-way": "one-way hash",
  clear: "in clear",
};

/** Every column that holds personal data: class, purpose, how long, and how it is kept. */
export function dataPage(): ReferencePage {
  const rows = Object.entries(CLASSIFICATION).flatMap(([name, columns]) =>
    Object.entries(columns).flatMap(([column, data]) =>
      typeof data === "string"
        ? []
        : [
            [
              `\`${name}.${column}\``,
              data.grade,
              data.of,
              data.data,
              data.purpose,
              `${data.retention.class} (\`${data.retention.rule}\`)`,
              HOW[data.protection.kind] + ("reason" in data.protection ? `: ${data.protection.reason}` : ""),
            ],
          ],
    ),
  );
  return page(
    "personal-data.md",
    "Personal data",
    "Every column that holds personal data, graded by JR/T 0171: C3 is the most sensitive.",
    table(["column", "grade", "of", "data", "purpose", "kept", "how"], rows),
  );
}
