import type { Tone } from "@/components/patterns/tone";
import type { BatchState } from "@/domain/ingestion/model";
import type { RouterOutputs } from "@/lib/trpc/types";

export type BatchRow = RouterOutputs["ingestion"]["batchesList"]["rows"][number];
export type BatchDetail = RouterOutputs["ingestion"]["batchDetail"];

export const BATCH_TONE: Readonly<Record<BatchState, Tone>> = {
  incomplete: "prov",
  finalised: "done",
  withdrawing: "wait",
  withdrawn: "none",
  failed: "late",
};

/** Whether the machine still works on a batch, so that its page asks again. */
export function isRunning(batch: { readonly state: BatchState }): boolean {
  return batch.state === "incomplete" || batch.state === "withdrawing";
}

/** A sample of how far a batch had come at a moment (milliseconds of the browser's own clock). */
export type Sample = { readonly at: number; readonly bytes: number };

/** Bytes per second between two samples; null before there is anything to measure. */
export function bytesPerSecond(first: Sample | null, last: Sample): number | null {
  if (!first || last.at <= first.at || last.bytes <= first.bytes) return null;
  return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
}
