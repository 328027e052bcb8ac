import type { Tone } from "@/components/patterns/tone";
import type { RouterOutputs } from "@/lib/trpc/types";

export type AccountControls = RouterOutputs["controls"]["account"];
export type MeasureView = AccountControls["measures"][number];
export type Instruction = AccountControls["instructions"][number];
export type MeasureDetail = RouterOutputs["controls"]["measure"];
export type MeasureRow = RouterOutputs["controls"]["measures"]["rows"][number];
export type Proposal = RouterOutputs["controls"]["proposal"];
export type CoreFacts = NonNullable<Proposal["core"]>;
export type MeasureState = MeasureView["state"];

/** How a measure's state is drawn: decided but not confirmed is amber, in force is blue. */
export const MEASURE_TONE: Readonly<Record<MeasureState, Tone>> = {
  proposed: "idle",
  rejected: "none",
  withdrawn: "none",
  void: "prov",
  instructed: "wait",
  "in-force": "protect",
  failed: "late",
  "carried-out": "done",
  "release-proposed": "protect",
  "release-instructed": "wait",
  released: "none",
};

export const INSTRUCTION_TONE: Readonly<Record<Instruction["state"], Tone>> = {
  queued: "idle",
  sent: "wait",
  applied: "done",
  rejected: "late",
};

/** States in which the payment core still owes an answer: the screen asks again by itself. */
export function awaitsCore(state: MeasureState): boolean {
  return state === "instructed" || state === "release-instructed";
}

/** How soon a measure is looked at again unless somebody says otherwise, in days. */
export const USUAL_REVIEW_DAYS = 30;

/** A card in a line of text: its bank and the last digits of its number, where they are known. */
export function cardName(bank: string, number: { readonly masked: { readonly end: string } } | null): string {
  return number ? `${bank} ··${number.masked.end}` : bank;
}
