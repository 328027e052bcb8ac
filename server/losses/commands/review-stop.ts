import { sql } from "drizzle-orm";
import { reviewStop as decide } from "@/domain/losses/decisions";
import { reviewInput } from "@/domain/losses/schema";
import { command, committed } from "@/server/kernel/command";
import { closeItems } from "@/server/worklist/public";
import { reviewWaits } from "../papers";
import { subjectOf } from "../protect";
import { loadReport, REVIEW_ITEM } from "../store";

/** A lead's look at the stop of an unverified caller. It ends nothing. Refuses where none waits, and one's own stop. */
export const reviewStop = command({
  name: "losses.stop.review",
  permission: "losses.review",
  input: reviewInput,
  subject: ({ id }) => subjectOf({ id }),
  async handle(scope, { id, finding }) {
    const { tx, actor, now } = scope;
    const report = await loadReport(scope, id, { lock: true });
    const waits = await reviewWaits(scope, report);
    const looked = decide({ waits, givenBy: report.reportedBy }, { by: actor.id, finding }, scope);
    if (!looked.ok) return looked;
    await tx.execute(sql`update loss_reports set review_finding = ${finding}, reviewed_by = ${actor.id},
        reviewed_at = ${now}::timestamptz, version = version + 1 where id = ${report.id}::uuid`);
    await closeItems(tx, actor, { kind: REVIEW_ITEM, subjectIds: [report.id] }, now);
    return committed({
      result: { id, finding, version: report.version + 1 },
      audit: [
        {
          kind: "losses.stop.review",
          subject: subjectOf(report),
          basis: looked.basis,
          data: { number: report.number, finding, givenBy: report.reportedBy },
        },
      ],
    });
  },
});
