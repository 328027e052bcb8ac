import type { Tone } from "@/components/patterns/tone";
import type { RouterOutputs } from "@/lib/trpc/types";

export type CorrectionRow = RouterOutputs["corrections"]["list"]["rows"][number];
export type CorrectionDetail = RouterOutputs["corrections"]["detail"];

export const CORRECTIONS_PATH = "/corrections";

export const CORRECTION_TONE: Readonly<Record<CorrectionRow["state"], Tone>> = {
  proposed: "wait",
  done: "done",
  rejected: "none",
  withdrawn: "none",
  expired: "none",
  void: "none",
};

/** The open correction a path names, or null. */
export function correctionIdOf(pathname: string): string | null {
  return new RegExp(`^${CORRECTIONS_PATH}/([0-9a-f-]{36})$`, "i").exec(pathname)?.[1] ?? null;
}
