export const peoplePermissions = {
  "people.self": { zh: "委托自己的岗位、结束自己的委托", en: "Delegate own roles and end own delegations" },
  "people.read": { zh: "查看人员、岗位与权限历史", en: "See people, roles and rights as of any date" },
  "people.manage": { zh: "邀请、停用、启用人员，重置登录", en: "Invite, disable, enable and reset people" },
  "people.roles.request": { zh: "提议授予岗位", en: "Propose roles" },
  "people.roles.approve": { zh: "复核岗位授予", en: "Check proposed roles" },
  "people.roles.end": { zh: "收回岗位与委托", en: "End roles and delegations" },
  "people.resets.approve": { zh: "复核管理员的登录重置", en: "Check resets of administrators" },
  "people.delegations.approve": { zh: "复核岗位委托", en: "Check delegations" },
  "people.reviews.manage": { zh: "开展权限复核并签署", en: "Hold and sign reviews of access" },
  "people.links.use": { zh: "使用邀请与重置链接（系统）", en: "Use invitation and reset links (system)" },
  "people.expire": { zh: "结束到期的授权（系统）", en: "End what has run out (system)" },
} as const;
