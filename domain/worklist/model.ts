import type { Permission } from "../permissions";

/** What may wait for a person, and the permission without which it is not seen. */
export const WORK_ITEM_KINDS = {
  approval: { permission: "approvals.read" },
  "large-value": { permission: "reports.large-value.read" },
  "core-failure": { permission: "controls.read" },
} as const satisfies Record<string, { readonly permission: Permission }>;

export type WorkItemKind = keyof typeof WORK_ITEM_KINDS;

export const WORK_ITEM_KIND_NAMES = Object.keys(WORK_ITEM_KINDS) as [WorkItemKind, ...WorkItemKind[]];

export const WORK_ITEM_STATES = ["open", "done", "cancelled"] as const;
export type WorkItemState = (typeof WORK_ITEM_STATES)[number];

/** The kinds that somebody with these permissions may see. */
export function visibleKinds(permissions: ReadonlySet<Permission>): readonly WorkItemKind[] {
  return WORK_ITEM_KIND_NAMES.filter((kind) => permissions.has(WORK_ITEM_KINDS[kind].permission));
}
