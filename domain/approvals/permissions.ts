/** What a role may be allowed to do with approvals, a sentence each. */
export const approvalsPermissions = {
  "approvals.read": {
    zh: "查看待复核与已复核事项及其后果预览。",
    en: "See proposals, decided and undecided, with the preview of their consequence.",
  },
  "approvals.decide": {
    zh: "批准或拒绝他人经办的事项，须二次验证。",
    en: "Approve or reject what another person proposed, with a fresh second factor.",
    stepUp: true,
  },
  "approvals.withdraw": {
    zh: "撤回本人经办、尚未复核的事项。",
    en: "Take back one's own proposal before it is decided.",
  },
  "approvals.expire": {
    zh: "让逾期未复核的事项失效（系统）。",
    en: "End proposals whose time to be checked has run out (system).",
  },
} as const satisfies Record<string, { zh: string; en: string; stepUp?: boolean }>;

export type ApprovalsPermission = keyof typeof approvalsPermissions;
