import type { Tone } from "@/components/patterns/tone";
import type { ClosureKind } from "@/domain/closures/model";
import type { RouterOutputs } from "@/lib/trpc/types";

export type ClosureRow = RouterOutputs["closures"]["list"]["rows"][number];
export type ClosureDetail = RouterOutputs["closures"]["detail"];
export type CandidateRow = RouterOutputs["closures"]["candidates"]["rows"][number];
export type ClosingDoor = RouterOutputs["closures"]["account"];
export type ClosureLook = Extract<RouterOutputs["closures"]["look"], { ok: true }>["value"];

export const CLOSURE_TONE: Readonly<Record<ClosureRow["state"], Tone>> = {
  requested: "wait",
  approved: "idle",
  "paying-out": "idle",
  closing: "idle",
  closed: "done",
  refused: "none",
  stopped: "late",
  withdrawn: "none",
};

export const CANDIDATE_TONE: Readonly<Record<CandidateRow["state"], Tone>> = {
  found: "idle",
  noticed: "wait",
  proposed: "done",
  dismissed: "none",
  gone: "none",
};

/** True while the worker or the core may move a closing at any moment. */
export const isMoving = ({ state }: Pick<ClosureRow, "state">): boolean =>
  state === "approved" || state === "paying-out" || state === "closing";

/** The ways of closing an account that can be asked for now: those that stand on something only where it is there. */
export function kindsOpen(door: Pick<ClosingDoor, "candidateId" | "lossReportId">): readonly ClosureKind[] {
  return [
    "by-customer",
    "breach",
    ...(door.candidateId ? (["reclaim"] as const) : []),
    ...(door.lossReportId ? (["after-loss"] as const) : []),
  ];
}

/** What a way of closing stands on. */
export function subjectFor(kind: ClosureKind, door: Pick<ClosingDoor, "candidateId" | "lossReportId">): string | null {
  if (kind === "reclaim") return door.candidateId;
  return kind === "after-loss" ? door.lossReportId : null;
}

/** The next step of an unused account, as a key of the words. */
export function candidateStep(row: Pick<CandidateRow, "state" | "may">): CandidateRow["state"] | "ready" {
  return row.may.propose ? "ready" : row.state;
}
