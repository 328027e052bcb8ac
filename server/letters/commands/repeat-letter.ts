import { z } from "zod";
import { REPEAT_REASONS } from "@/domain/letters/codes";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { dispatchesOf, FAILED_ITEM, findLetter } from "../store";
import { writeLetter } from "../write";

/**
 * Tells a customer again what he was told, by whatever he can be reached by now. Refuses while the letter is still on
 * its way, and when a colleague holds its work item. Ends that item.
 */
export const repeatLetter = command({
  name: "letters.letter.repeat",
  permission: "letters.send",
  input: z.object({ letterId: z.uuid(), reason: z.enum(REPEAT_REASONS) }),
  subject: ({ letterId }) => ({ type: "letter", id: letterId }),
  async handle(scope, { letterId, reason }) {
    const { tx, actor, now } = scope;
    const letter = (await findLetter(scope, letterId, { lock: true })) ?? notFound();
    const under = letter.prepared_at === null || (await dispatchesOf(tx, letterId)).some((d) => d.state === "queued");
    if (under) return refuse("letters.letter.under-way");
    const held = await checkNotHeld(tx, actor, { kind: FAILED_ITEM, subjectId: letterId }, now);
    if (!held.ok) return held;
    const { customer_id: customerId, account_id: accountId, template, params } = letter;
    const subject = { type: letter.subject_type, id: letter.subject_id };
    const telling = { customerId, accountId, template, params, subject };
    const written = await writeLetter(scope, telling, { of: letterId, reason });
    await closeItems(tx, actor, { kind: FAILED_ITEM, subjectIds: [letterId] }, now);
    return committed({
      result: { letterId: written.letterId },
      audit: [
        {
          kind: "letters.letter.repeat",
          subject: { type: "letter", id: letterId },
          data: { again: written.letterId, reason, template },
        },
        ...written.audit,
      ],
      events: written.events,
    });
  },
});
