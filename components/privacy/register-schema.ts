import { z } from "zod";
import { momentOf, wallClockOf } from "@/components/patterns/fields/moment-field";
import { PRIVACY_DOCUMENTS, REQUEST_TYPES, REQUESTER_KINDS } from "@/domain/privacy/model";
import type { RegisterRequestInput } from "@/domain/privacy/schema";
import { type Instant, type LocalDate, startOfDay } from "@/domain/shared/time";

export const DESK_CHANNELS = ["phone", "counter", "letter"] as const;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** What the form asks for at the desk; the person is asked for with every requester but the subject. */
export const registerForm = z
  .object({
    type: z.enum(REQUEST_TYPES, "required"),
    document: z.enum(PRIVACY_DOCUMENTS, "required"),
    channel: z.enum(DESK_CHANNELS, "required"),
    requester: z.enum(REQUESTER_KINDS, "required"),
    personName: z.string().trim().max(100, "tooLong"),
    personContact: z.string().trim().max(200, "tooLong"),
    day: z.iso.date("required"),
    time: z.string().regex(TIME, "required"),
    words: z.string().trim().min(1, "required").max(4000, "tooLong"),
  })
  .superRefine((given, ctx) => {
    if (given.requester === "subject") return;
    for (const path of ["personName", "personContact"] as const)
      if (given[path] === "") ctx.addIssue({ code: "custom", path: [path], message: "required" });
  });
export type RegisterForm = z.output<typeof registerForm>;

/** The clock time of a moment in Shanghai. */
export const timeOf = (now: Instant): string => wallClockOf(now).slice(11);

/** The command a filled form stands for. */
export function registerInput(
  { personName, personContact, day, time, ...given }: RegisterForm,
  customerId: string,
  asked: RegisterRequestInput["asked"],
): RegisterRequestInput {
  return {
    ...given,
    customerId,
    person: given.requester === "subject" ? null : { name: personName, contact: personContact },
    // Day and time fit their patterns: a moment they name.
    receivedAt: momentOf(`${day}T${time}`) ?? startOfDay(day as LocalDate),
    asked,
  };
}
