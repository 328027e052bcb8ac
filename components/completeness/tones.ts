import type { Tone } from "@/components/patterns/tone";
import type { AnchorState, ControlState, DifferenceState } from "@/domain/completeness/codes";

export const CONTROL_TONE: Readonly<Record<ControlState, Tone>> = {
  ok: "done",
  new: "idle",
  failing: "wait",
  missed: "late",
};

export const DIFFERENCE_TONE: Readonly<Record<DifferenceState, Tone>> = {
  open: "late",
  explained: "done",
  healed: "done",
};

export const DAY_TONE = { tied: "done", differs: "late", waiting: "idle" } as const satisfies Record<string, Tone>;

export const ANCHOR_TONE: Readonly<Record<AnchorState, Tone>> = {
  waiting: "wait",
  accepted: "done",
  "given-up": "late",
};
