import { z } from "zod";
import { SHIFT_KINDS, TARGET_TYPES } from "@/domain/duty/codes";
import { instant } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { lockRoster } from "../store";
import { writeShift } from "../write-shift";

const moment = z.iso.datetime({ offset: true });

/** Puts a person on a roster, from one moment to another. Refuses as `addShift` of the domain does. */
export const addShift = command({
  name: "duty.shift.add",
  permission: "duty.manage",
  input: z.object({
    targetType: z.enum(TARGET_TYPES),
    target: z.string().min(1).max(60),
    personId: z.uuid(),
    kind: z.enum(SHIFT_KINDS).default("primary"),
    startsAt: moment,
    endsAt: moment,
  }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, input) {
    await lockRoster(scope.tx, scope.actor.programmeId);
    const shift = { ...input, startsAt: instant(input.startsAt), endsAt: instant(input.endsAt) };
    const written = await writeShift(scope, shift);
    if (!written.ok) return written;
    const { targetType, target, kind, startsAt, endsAt } = shift;
    return committed({
      result: { shiftId: written.value },
      audit: [
        {
          kind: "duty.shift.add",
          subject: { type: "person", id: input.personId },
          data: { shift: written.value, targetType, target, as: kind, startsAt, endsAt },
        },
      ],
    });
  },
});
