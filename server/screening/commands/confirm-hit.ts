import { z } from "zod";
import { confirmHit as decide } from "@/domain/screening/decisions";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { HIT_ITEM } from "../hold";
import { sealNote } from "../note";
import { findHit, saveHit } from "../store";

/** Somebody has looked: it is the listed one. The accounts stay stopped. `note` is what it was judged by, sealed. */
export const confirmHit = command({
  name: "screening.hit.confirm",
  permission: "screening.work",
  input: z.object({ hitId: z.uuid(), note: z.string().trim().min(1).max(2000) }),
  subject: ({ hitId }) => ({ type: "list-hit", id: hitId }),
  async handle(scope, { hitId, note }) {
    const { tx, actor, now, rules } = scope;
    const hit = (await findHit(tx, hitId, { lock: true })) ?? notFound();
    const free = await checkNotHeld(tx, actor, { kind: HIT_ITEM, subjectId: hitId }, now);
    if (!free.ok) return free;
    const decision = decide(hit, rules, now);
    if (!decision.ok) return decision;
    await saveHit(tx, decision.value, {
      actor,
      now,
      reasonCode: "confirmed",
      noteSealed: await sealNote(scope, hit, note),
    });
    await closeItems(tx, actor, { kind: HIT_ITEM, subjectIds: [hitId] }, now);
    return committed({
      result: { hitId, state: decision.value.state },
      audit: [
        {
          kind: "screening.hit.confirm",
          subject: { type: "list-hit", id: hitId },
          basis: decision.basis,
          data: { number: hit.number, customer: hit.customerId },
        },
      ],
    });
  },
});
