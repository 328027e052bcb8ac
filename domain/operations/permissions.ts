export const operationsPermissions = {
  "operations.read": { zh: "查看密钥环与备份", en: "See key ring and backups" },
  "operations.jobs.replay": { zh: "重跑失败的后台任务", en: "Run dead background jobs again" },
  "operations.keys.rotate": { zh: "轮换主密钥", en: "Rotate the master key" },
  "operations.keys.rewrap": { zh: "重新包裹数据密钥（系统）", en: "Re-wrap data keys (system)" },
  "operations.runs.record": { zh: "记录备份与演练（系统）", en: "Record backups and drills (system)" },
} as const;
