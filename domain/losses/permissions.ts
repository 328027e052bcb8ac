export const lossesPermissions = {
  "losses.read": { zh: "查看挂失", en: "See loss reports" },
  "losses.report": { zh: "受理挂失并保护账户", en: "Take a loss report and protect the accounts" },
  "losses.work": { zh: "办理挂失", en: "Work loss reports" },
  "losses.restore.approve": { zh: "复核解除挂失保护", en: "Agree that protection ends" },
  "losses.follow": {
    zh: "跟进挂失：更换结果与逾期复核（系统）",
    en: "Follow loss reports: accounts replaced, looks overdue (system)",
  },
  "losses.review": { zh: "复核身份未核实的临时止付", en: "Look at stops for unverified callers" },
} as const;
