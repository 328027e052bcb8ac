import { sql } from "drizzle-orm";
import { z } from "zod";
import { csvLine } from "@/domain/shared/csv-line";
import { command, committed } from "@/server/kernel/command";
import { toVersion, VERSION_COLUMNS, type VersionRow } from "../store";

const HEAD = [
  "number",
  "document",
  "label",
  "text_sha256",
  "change",
  "major_changes",
  "purposes",
  "changed_purposes",
  "notice",
  "state",
  "published_at",
  "effective_at",
];

/** Every policy version as CSV. */
export const exportRegister = command({
  name: "consents.register.export",
  permission: "consents.read",
  storesResult: false,
  input: z.strictObject({}),
  subject: () => ({ type: "register", id: "policy-versions" }),
  async handle({ tx, actor, now }, _input) {
    const { rows } = await tx.execute<VersionRow>(sql`select ${VERSION_COLUMNS} from policy_versions v
      where v.programme_id = ${actor.programmeId} order by v.document, v.seq, v.id`);
    const lines = rows
      .map(toVersion)
      .map((one) => [
        one.number,
        one.document,
        one.label,
        one.textHash,
        one.changeClass,
        one.majorChanges.join(" "),
        one.purposes.join(" "),
        one.changedPurposes.join(" "),
        one.noticeWays.join(" "),
        one.state,
        one.publishedAt ?? "",
        one.effectiveAt ?? "",
      ]);
    const text = [HEAD, ...lines].map(csvLine).join("");
    return committed({
      result: { name: `policy-versions-${now.slice(0, 10)}.csv`, text: `\ufeff${text}`, lines: lines.length },
      audit: [
        {
          kind: "consents.register.export",
          subject: { type: "register", id: "policy-versions" },
          data: { lines: lines.length },
        },
      ],
    });
  },
});
