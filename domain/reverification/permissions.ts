export const reverificationPermissions = {
  "reverification.read": { zh: "查看重新识别事项", en: "See re-verifications" },
  "reverification.work": { zh: "办理重新识别", en: "Work re-verifications" },
  "reverification.raise": { zh: "提出对客户身份的怀疑", en: "Raise doubt about a customer's identity" },
  "reverification.release": { zh: "放行被暂缓的批量触发", en: "Let triggers held for their number go ahead" },
  "reverification.run": { zh: "计算触发条件（系统）", en: "Evaluate the triggers (system)" },
} as const;
