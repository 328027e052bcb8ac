export const connectionsPermissions = {
  "connections.read": { zh: "查看接口密钥与推送", en: "See API keys and webhooks" },
  "connections.manage": { zh: "管理接口密钥与推送", en: "Manage API keys and webhooks" },
  "connections.relay": { zh: "投递推送（系统）", en: "Deliver webhooks (system)" },
  "connections.customers.write": { zh: "经接口写入客户（接口）", en: "Write customers by API (machine)" },
  "connections.customers.clear": { zh: "经接口取明文（接口）", en: "Read clear values by API (machine)" },
  "connections.accounts.write": { zh: "经接口写入账户（接口）", en: "Write accounts by API (machine)" },
  "connections.transactions.write": { zh: "经接口写入交易（接口）", en: "Write transactions by API (machine)" },
  "connections.submissions.write": { zh: "经接口提交证件资料（接口）", en: "Hand in KYC submissions by API (machine)" },
  "connections.letters.read": {
    zh: "经接口查看已告知客户的内容（接口）",
    en: "See what customers were told, by API (machine)",
  },
  "connections.submissions.read": { zh: "经接口查看提交（接口）", en: "See KYC submissions by API (machine)" },
} as const;
