export const auditPermissions = {
  "audit.read": { zh: "查看审计记录", en: "Read the audit log" },
  "audit.export": { zh: "导出审计记录", en: "Export the audit log" },
} as const;
