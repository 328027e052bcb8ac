import type { Permission } from "../permissions";

/**
 * What may wait for a person: the permission without which it is not seen (`permission`), and the one without which it
 * is not worked (`work`): who only reads is never given one. A capability registers its kind here; closing stays its own.
 */
export const WORK_ITEM_KINDS = {
  approval: { permission: "approvals.read", work: "controls.approve" },
  "large-value": { permission: "reports.large-value.read", work: "reports.large-value.check" },
  "core-failure": { permission: "controls.read", work: "controls.request" },
  "letter-failed": { permission: "letters.read", work: "letters.send" },
  "core-difference": { permission: "controls.read", work: "controls.request" },
  "list-hit": { permission: "screening.read", work: "screening.work" },
  "measure-review": { permission: "controls.read", work: "controls.approve" },
  "control-missed": { permission: "completeness.read", work: "completeness.explain" },
  "completeness-difference": { permission: "completeness.read", work: "completeness.explain" },
  "order-review": { permission: "orders.read", work: "orders.review" },
  "order-mismatch": { permission: "orders.read", work: "orders.register" },
  "order-expiring": { permission: "orders.read", work: "orders.register" },
  "loss-report": { permission: "losses.read", work: "losses.work" },
  "loss-review": { permission: "losses.read", work: "losses.review" },
  "kyc-submission": { permission: "kyc.read", work: "kyc.decide" },
  "kyc-second-look": { permission: "kyc.second-look", work: "kyc.second-look" },
  "kyc-recheck": { permission: "kyc.read", work: "kyc.decide" },
  reverification: { permission: "reverification.read", work: "reverification.work" },
  "reverification-hold": { permission: "reverification.read", work: "reverification.release" },
  objection: { permission: "objections.read", work: "objections.decide" },
  incident: { permission: "incidents.read", work: "incidents.work" },
  "privacy-request": { permission: "privacy.read", work: "privacy.work" },
  "package-failed": { permission: "packages.read", work: "packages.prepare" },
  "closure-stopped": { permission: "closures.read", work: "closures.request" },
  "recipient-notice": { permission: "sharing.read", work: "sharing.manage" },
  "foreign-demand": { permission: "sharing.demands.read", work: "sharing.approve" },
  "decision-review": { permission: "processing.read", work: "processing.review" },
  "reclaim-candidate": { permission: "closures.read", work: "closures.request" },
} as const satisfies Record<string, { readonly permission: Permission; readonly work: Permission }>;

export type WorkItemKind = keyof typeof WORK_ITEM_KINDS;

export const WORK_ITEM_KIND_NAMES = Object.keys(WORK_ITEM_KINDS) as [WorkItemKind, ...WorkItemKind[]];

export const WORK_ITEM_STATES = ["open", "done", "cancelled"] as const;
export type WorkItemState = (typeof WORK_ITEM_STATES)[number];

/** How somebody came to have an item: he took it, or it was given to him. */
export const HELD_AS = ["taken", "assigned"] as const;
export type HeldAs = (typeof HELD_AS)[number];

/** Raised by hand: as the clock says, first, before all. */
export const PRIORITIES = [0, 1, 2] as const;
export type Priority = (typeof PRIORITIES)[number];

/** The kinds that somebody with these permissions may see. */
export function visibleKinds(permissions: ReadonlySet<Permission>): readonly WorkItemKind[] {
  return WORK_ITEM_KIND_NAMES.filter((kind) => permissions.has(WORK_ITEM_KINDS[kind].permission));
}

/** The kinds that somebody with these permissions may work, all of them seen too. */
export function workableKinds(permissions: ReadonlySet<Permission>): readonly WorkItemKind[] {
  return visibleKinds(permissions).filter((kind) => permissions.has(WORK_ITEM_KINDS[kind].work));
}

export const isWorkItemKind = (kind: string): kind is WorkItemKind => kind in WORK_ITEM_KINDS;
