export const kycPermissions = {
  "kyc.read": { zh: "查看证件审核", en: "See identity checks" },
  "kyc.submit": { zh: "登记客户提交的证件材料", en: "Take in identity papers at the desk" },
  "kyc.decide": { zh: "审核证件并作出决定", en: "Work identity checks and decide" },
  "kyc.override.approve": { zh: "复核不顾检查结果的通过", en: "Agree to an acceptance against a failed check" },
  "kyc.second-look": { zh: "抽查已通过的审核", en: "Look a second time at what was accepted" },
  "kyc.class.lower": { zh: "调低账户类别", en: "Lower an account's class" },
  "kyc.process": { zh: "识别图片并运行检查（系统）", en: "Read pictures and run the checks (system)" },
} as const;
