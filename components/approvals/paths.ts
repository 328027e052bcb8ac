import type { ApprovalView } from "./approval";

export const APPROVALS_PATH = "/approvals";

/** Under which name a group's pages are kept. */
export const APPROVALS_LIST = "approvals";

/** The open item an approvals path names, or null. */
export function approvalIdOf(pathname: string): string | null {
  return /^\/approvals\/([0-9a-f-]{36})$/i.exec(pathname)?.[1] ?? null;
}

/** The queue's groups, as inputs of `approvals.list`: undecided ones by what expires first, ended ones newest first. */
export function groupInput(view: ApprovalView) {
  const ended = view === "ended-today";
  return {
    filters: { view: [view] },
    sort: ended ? ("requestedAt" as const) : ("expiresAt" as const),
    order: ended ? ("desc" as const) : ("asc" as const),
    limit: 50,
  };
}
