export const consentsPermissions = {
  "consents.suppressions.read": { zh: "取得营销退订名单", en: "Get the list of who is not to be marketed to" },
  "consents.read": { zh: "查看同意与政策版本", en: "See consents and policy versions" },
  "consents.record": { zh: "登记客户的同意与撤回", en: "Record what customers agree to and take back" },
  "consents.publish": { zh: "提请发布政策版本", en: "Propose policy versions for publishing" },
  "consents.publish.approve": { zh: "复核发布政策版本", en: "Agree to the publishing of policy versions" },
} as const;
