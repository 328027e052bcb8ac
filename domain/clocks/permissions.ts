/** What a role may be allowed to do with clocks, a sentence each. */
export const clocksPermissions = {
  "clocks.read": {
    zh: "查看时限、到期日及其由来。",
    en: "See time limits, due dates and why they fall where they do.",
  },
  "clocks.adjust": {
    zh: "暂停、恢复或延长时限，须写明理由。",
    en: "Pause, resume or extend a time limit, with a reason.",
  },
  "clocks.cancel": { zh: "撤销已无须履行的时限。", en: "Cancel a time limit whose duty has fallen away." },
  "clocks.recompute": {
    zh: "载入新工作日历后，先预览再调整未结时限。",
    en: "Preview, then move, open deadlines when a new working calendar is loaded.",
    stepUp: true,
  },
} as const satisfies Record<string, { zh: string; en: string; stepUp?: boolean }>;

export type ClocksPermission = keyof typeof clocksPermissions;
