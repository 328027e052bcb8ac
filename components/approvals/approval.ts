import type { Tone } from "@/components/patterns/tone";
import type { RouterOutputs } from "@/lib/trpc/types";

export type ApprovalRow = RouterOutputs["approvals"]["list"]["rows"][number];
export type ApprovalDetail = RouterOutputs["approvals"]["detail"];
export type SnapshotInput = ApprovalDetail["proposed"]["inputs"][number];

/** The groups of the queue, in their order. */
export const APPROVAL_VIEWS = ["for-me", "mine", "others", "ended-today"] as const;
export type ApprovalView = (typeof APPROVAL_VIEWS)[number];

export const APPROVAL_TONE: Readonly<Record<ApprovalRow["status"], Tone>> = {
  pending: "idle",
  approved: "done",
  rejected: "late",
  withdrawn: "none",
  void: "prov",
  expired: "none",
};

/** How a proposal stands for the reader: a pending one whose facts have changed can only end as void. */
export function standingOf(item: Pick<ApprovalDetail, "status" | "voided">): ApprovalRow["status"] {
  return item.status === "pending" && item.voided.length > 0 ? "void" : item.status;
}

/**
 * What stands between the checker and "yes": `preview` while the core's dry run is not fresh, `look` while the facts on
 * screen are not those last looked at, null when nothing does.
 */
export function obstacleOf(
  item: Pick<ApprovalDetail, "current" | "voided">,
  lookedAt: string,
): "void" | "preview" | "look" | null {
  if (item.voided.length > 0) return "void";
  if (!item.current?.fresh) return "preview";
  return item.current.digest === lookedAt ? null : "look";
}

/** The item to open next: the one after, else the one before, else none. */
export function nextOf(id: string, order: readonly string[]): string | null {
  const at = order.indexOf(id);
  if (at < 0) return order[0] ?? null;
  return order[at + 1] ?? order[at - 1] ?? null;
}

/** "12,000.00 CNY" of a snapshot as minor units; null for anything else. */
export function moneyOfInput(text: string): { whole: string; currency: string } | null {
  const found = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(text);
  return found ? { whole: found[1] ?? "", currency: found[2] ?? "" } : null;
}
