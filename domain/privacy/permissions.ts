export const privacyPermissions = {
  "privacy.read": { zh: "查看隐私请求", en: "See privacy requests" },
  "privacy.register": { zh: "登记隐私请求", en: "Register privacy requests" },
  "privacy.work": { zh: "办理隐私请求", en: "Work on privacy requests" },
  "privacy.plan.read": { zh: "查看处理方案与答复函", en: "See the plan and the letter before they are decided" },
  "privacy.approve": { zh: "复核隐私请求的决定", en: "Check decisions on privacy requests" },
  "privacy.receive": { zh: "接收公开表单的请求", en: "Receive requests of the public form" },
  "privacy.run": { zh: "自动办理隐私请求", en: "Carry privacy requests on by itself" },
} as const;
