/** Every "no" of this capability; translated in messages/<locale>/letters.json under `refusals`. */
export const lettersRefusals = [
  "letters.letter.prepared",
  "letters.letter.under-way",
  "letters.dispatch.ended",
  "letters.language.same",
] as const;
export type LettersRefusal = (typeof lettersRefusals)[number];

/** Why somebody tells a customer again. */
export const REPEAT_REASONS = ["customer-asks", "not-arrived", "contact-changed"] as const;
export type RepeatReason = (typeof REPEAT_REASONS)[number];
