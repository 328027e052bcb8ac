export const processingPermissions = {
  "processing.read": { zh: "查看处理活动记录", en: "See the register of processing" },
  "processing.manage": { zh: "维护处理活动与影响评估", en: "Keep the register and its assessments" },
  "processing.approve": { zh: "复核影响评估", en: "Conclude impact assessments" },
  "processing.review": { zh: "人工复核自动决定", en: "Look again at automatic decisions" },
} as const;
