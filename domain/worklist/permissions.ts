export const worklistPermissions = {
  "worklist.read": { zh: "查看待办", en: "See the worklist" },
} as const;
