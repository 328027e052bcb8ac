export const ingestionPermissions = {
  "ingestion.read": { zh: "查看导入批次", en: "See import batches" },
  "ingestion.import": { zh: "导入交易文件", en: "Import transaction files" },
  "ingestion.withdraw": { zh: "整批撤回导入", en: "Withdraw a whole import" },
  "ingestion.process": { zh: "处理导入（系统）", en: "Process imports (system)" },
} as const;
