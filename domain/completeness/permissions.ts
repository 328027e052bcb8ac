export const completenessPermissions = {
  "completeness.read": { zh: "查看对账与控制登记", en: "See tie-outs and the register of controls" },
  "completeness.explain": { zh: "说明差异与漏跑", en: "Explain differences and missed controls" },
  "completeness.import": { zh: "导入日终对账单", en: "Import day-end statements" },
  "completeness.export": { zh: "导出控制登记", en: "Export the register of controls" },
  "completeness.watch": { zh: "监看控制是否运行（系统）", en: "Watch whether controls run (system)" },
} as const;
