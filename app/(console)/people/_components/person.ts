import type { Tone } from "@/components/patterns/tone";
import type { RouterOutputs } from "@/lib/trpc/types";

/** One person of the list. */
export type Person = RouterOutputs["people"]["list"][number];

/** How the states of a person look. */
export const STATE_TONES: Readonly<Record<Person["state"], Tone>> = {
  invited: "wait",
  active: "done",
  reset: "wait",
  disabled: "none",
};
