export const identityPermissions = {
  "identity.self": { zh: "管理自己的登录、会话与动态口令", en: "Manage own sign-in, sessions and one-time codes" },
  "identity.sessions.start": { zh: "登记登录（系统）", en: "Record sign-ins (system)" },
  "identity.people.read": { zh: "查看人员与岗位", en: "See people and their roles" },
  "identity.sessions.end": { zh: "结束他人的会话", en: "End other people's sessions" },
  "identity.roles.grant": { zh: "授予与收回岗位", en: "Grant and end roles" },
} as const;
