import type { Tone } from "@/components/patterns/tone";
import type { RouterOutputs } from "@/lib/trpc/types";

export type ObjectionRow = RouterOutputs["objections"]["list"]["rows"][number];
export type ObjectionDetail = RouterOutputs["objections"]["detail"];
export type ContestableMeasure = RouterOutputs["objections"]["measures"]["rows"][number];

export const OBJECTION_TONE: Readonly<Record<ObjectionRow["state"], Tone>> = {
  open: "wait",
  upheld: "done",
  partly: "done",
  rejected: "none",
  forwarded: "idle",
  settled: "done",
  withdrawn: "none",
};

/** What must be seen first of an objection, as a key of the words; null where nothing is pressing. */
export function alarmOf(
  item: Pick<ObjectionRow, "state" | "late" | "promptBy">,
  now: string,
): "lateOpen" | "promptOver" | "lateAnswered" | null {
  if (item.state !== "open") return item.late ? "lateAnswered" : null;
  if (item.late) return "lateOpen";
  return item.promptBy !== null && item.promptBy < now ? "promptOver" : null;
}

/** The next step of an objection, as a key of the words. */
export function nextStepOf(item: Pick<ObjectionDetail, "state" | "may">): "open" | "mine" | "other" | "ended" {
  if (item.state !== "open") return "ended";
  if (item.may.decide) return "open";
  return item.may.refusal === null ? "other" : "mine";
}
