import type { Tone } from "@/components/patterns/tone";
import type { RouterOutputs } from "@/lib/trpc/types";

type Worklist = RouterOutputs["worklist"];

export type WorkRow = Worklist["list"]["rows"][number];
export type WorkDetail = Worklist["detail"];
export type Promised = WorkDetail["promises"][number];
export type Comment = WorkDetail["pinned"][number];
export type Entry = Worklist["timeline"]["rows"][number];
export type Queue = Worklist["queues"][number];
export type View = Worklist["views"][number];
export type Colleague = Worklist["colleagues"][number];
export type TeamMember = Worklist["team"]["people"][number];
export type Bulk = Worklist["bulks"][number];
export type Preview = Worklist["bulkPreview"];

export type Person = NonNullable<WorkRow["assignee"]>;

/** The place of the worklist, and of one item beside it. */
export const WORKLIST_PATH = "/worklist";

/** How an open item stands for the reader: put aside, suspended, his own, somebody's, or free; a closed one by its state. */
export type WorkStanding = "mine" | "held" | "free" | "excluded" | "snoozed" | "suspended" | "done" | "cancelled";

export function workStanding(row: Pick<WorkRow, "state" | "resting" | "mine" | "assignee" | "waiting">): WorkStanding {
  if (row.state !== "open") return row.state;
  if (row.resting !== "ready") return row.resting;
  if (row.mine) return "mine";
  if (row.assignee) return "held";
  return row.waiting === "others" ? "excluded" : "free";
}

export const WORK_TONE: Readonly<Record<WorkStanding, Tone>> = {
  mine: "wait",
  held: "idle",
  free: "none",
  excluded: "idle",
  snoozed: "idle",
  suspended: "prov",
  done: "done",
  cancelled: "none",
};

/** The item to open when one is left: the next of the order, else the one before, else none. */
export function neighbour(id: string, order: readonly string[]): string | null {
  const at = order.indexOf(id);
  if (at < 0) return order[0] ?? null;
  return order[at + 1] ?? order[at - 1] ?? null;
}
