export const retentionPermissions = {
  "retention.read": { zh: "查看数据地图、保存期限与删除证明", en: "See the data map, retention and certificates" },
  "retention.restricted.read": {
    zh: "查看仅限存储的个人信息",
    en: "Read personal data that may only be stored",
  },
  "retention.export": { zh: "导出数据地图与删除证明", en: "Export the data map and certificates" },
  "retention.run": { zh: "按期删除个人信息（系统）", en: "Erase personal data when due (system)" },
} as const;
