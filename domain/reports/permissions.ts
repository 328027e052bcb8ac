export const reportsPermissions = {
  "reports.large-value.read": { zh: "查看大额交易", en: "See large-value transactions" },
  "reports.large-value.check": { zh: "核对大额交易", en: "Check large-value sums" },
  "reports.exemption.request": { zh: "提出大额交易免报", en: "Propose large-value exemptions" },
  "reports.exemption.approve": { zh: "复核大额交易免报", en: "Check large-value exemptions" },
  "reports.large-value.export": { zh: "导出大额交易", en: "Export large-value transactions" },
  "reports.large-value.recompute": { zh: "重算大额交易（系统）", en: "Recompute large-value sums (system)" },
} as const;
