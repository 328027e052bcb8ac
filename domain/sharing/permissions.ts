export const sharingPermissions = {
  "sharing.read": { zh: "查看对外提供登记", en: "See whom data are given to" },
  "sharing.demands.read": { zh: "查看境外要求", en: "See demands of foreign bodies" },
  "sharing.manage": { zh: "维护合作方与通知", en: "Keep partners and their notices" },
  "sharing.approve": { zh: "复核启用合作方、决定境外要求", en: "Agree to partners; decide foreign demands" },
  "sharing.run": { zh: "送达并追踪通知", en: "Deliver notices and chase them" },
  "sharing.record": { zh: "登记对外提供", en: "Record what was given to whom" },
} as const;
