export const incidentsPermissions = {
  "incidents.read": { zh: "查看信息安全事件", en: "See security incidents" },
  "incidents.register": {
    zh: "登记信息安全事件和客户反映",
    en: "Register security incidents and what customers report",
  },
  "incidents.work": { zh: "处置信息安全事件", en: "Work on security incidents" },
  "incidents.approve": {
    zh: "复核事件通知、降级与免于报告",
    en: "Agree to incident notices, lesser severities and waived reports",
  },
  "incidents.run": { zh: "发送事件通知", en: "Send incident notices" },
} as const;
