export const rulebookPermissions = {
  "rulebook.read": { zh: "查看规则库", en: "Read the rulebook" },
  "rulebook.propose": { zh: "提出规则或日历变更", en: "Propose a change of a rule or the calendar" },
  "rulebook.approve": { zh: "复核规则或日历变更", en: "Check a change of a rule or the calendar" },
  "rulebook.expire": { zh: "结束过期的规则变更申请", en: "End proposals of rule changes whose time ran out" },
} as const;
