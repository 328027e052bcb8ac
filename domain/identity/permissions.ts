export const identityPermissions = {
  "identity.self": { zh: "管理自己的登录、会话与登录验证", en: "Manage own sign-in, sessions and second factors" },
  "identity.sessions.start": { zh: "登记登录（系统）", en: "Record sign-ins (system)" },
  "identity.people.read": { zh: "查看人员的登录情况", en: "See how people sign in" },
  "identity.sessions.end": { zh: "结束他人的会话", en: "End other people's sessions" },
  "identity.networks.manage": { zh: "限定岗位可用的网络", en: "Limit roles to networks" },
} as const;
