import { sql } from "drizzle-orm";
import { recordLook } from "@/domain/kyc/decisions";
import { secondLookInput } from "@/domain/kyc/inputs";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { notice } from "@/server/notifications/public";
import { closeItems, holdingOf, openItems, personOf } from "@/server/worklist/public";
import { RECHECK_ITEM, SECOND_LOOK_ITEM } from "../case";
import { agreedBy, lockLook } from "../looks";
import { loadSubmission } from "../store";

const notePlace = (rowId: string) => ({ table: "kyc_second_looks", column: "note_sealed", rowId });

/**
 * Records the verdict of a second look by who has it. A disagreement opens a recheck for somebody else than who decided
 * first, and tells him. Refuses one that changed, was recorded already, is of one's own decision, or is not taken.
 */
export const recordSecondLook = command({
  name: "kyc.second-look.record",
  permission: "kyc.second-look",
  input: secondLookInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId, version, verdict, reason, note }) {
    const { tx, actor, now, vault } = scope;
    const submission = (await loadSubmission(scope, submissionId, { lock: true })) ?? notFound();
    const look = (await lockLook(scope, submission.id)) ?? notFound();
    const which = { kind: SECOND_LOOK_ITEM, subjectId: submission.id };
    const { receivedBy } = submission;
    const shown = { ...look, receivedBy, agreedBy: await agreedBy(scope, submission.id) };
    const decision = recordLook(shown, actor.id, verdict, reason);
    if (!decision.ok) return decision;
    if (look.version !== version) return refuse("kyc.submission.stale", { params: { version: look.version } });
    const holding = await holdingOf(tx, actor, { ...which, lock: true }, now);
    if (!holding || holding.holderId === null || holding.holderId !== actor.personId)
      return refuse("kyc.submission.not-yours");
    const owner = { type: "customer", id: submission.customerId, retentionClass: "casework" } as const;
    const sealed = note ? await vault.seal(owner, notePlace(look.id), note) : null;
    await tx.execute(sql`update kyc_second_looks set verdict = ${verdict}, reason_code = ${decision.value.reason},
        note_sealed = ${sealed}::bytea, looked_by = ${actor.id}, looked_at = ${now}::timestamptz, version = version + 1
      where id = ${look.id}::uuid and programme_id = ${actor.programmeId}`);
    await closeItems(tx, actor, { kind: SECOND_LOOK_ITEM, subjectIds: [submission.id] }, now);
    const { number, customerId } = submission;
    const first = personOf(look.firstBy);
    if (verdict === "disagree") {
      const item = { kind: RECHECK_ITEM, number, subjectType: "submission", subjectId: submission.id, customerId };
      await openItems(tx, actor, [{ ...item, excludedPersonId: first }], now);
    }
    const said = { number, outcome: verdict, ...(decision.value.reason ? { reason: decision.value.reason } : {}) };
    const told = verdict === "disagree" && first !== null ? [first] : [];
    return committed({
      result: { id: submission.id, verdict },
      audit: [
        {
          kind: "kyc.second-look.record",
          subject: { type: "submission", id: submission.id },
          data: { number, customerId, verdict, reason: decision.value.reason, firstBy: look.firstBy, lot: look.lot },
        },
      ],
      events: notice(told, "kyc.second-look", said, { type: "submission", id: submission.id }),
    });
  },
});
