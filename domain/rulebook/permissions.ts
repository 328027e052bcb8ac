export const rulebookPermissions = {
  "rulebook.read": { zh: "查看规则库", en: "Read the rulebook" },
} as const;
