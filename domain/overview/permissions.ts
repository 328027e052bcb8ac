export const overviewPermissions = {
  "overview.read": { zh: "查看总览", en: "See the overview" },
} as const;
