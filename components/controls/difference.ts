import type { Tone } from "@/components/patterns/tone";
import type { RouterOutputs } from "@/lib/trpc/types";

export type DifferenceRow = RouterOutputs["controls"]["differences"]["rows"][number];
export type DifferenceDetail = RouterOutputs["controls"]["difference"];
export type DifferenceSide = DifferenceDetail["ours"];
export type DeadRow = RouterOutputs["controls"]["deadInstructions"]["rows"][number];

/** A core that is freer is late, whatever the hour; one that holds more is a warning. */
export const KIND_TONE: Readonly<Record<DifferenceRow["kind"], Tone>> = {
  freer: "late",
  stricter: "wait",
  unlike: "idle",
};

export const STATE_TONE: Readonly<Record<DifferenceRow["state"], Tone>> = {
  open: "wait",
  explained: "idle",
  resolved: "done",
};

export const CAUSE_TONE: Readonly<Record<DeadRow["cause"], Tone>> = { rejected: "late", waiting: "wait" };
