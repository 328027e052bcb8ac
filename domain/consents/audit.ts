export const consentsAudit = {
  "consents.consent.record": { clearance: "general" },
  "consents.consent.withdraw": { clearance: "general" },
  "consents.acceptance.record": { clearance: "general" },
  "consents.policy.publish": { clearance: "general" },
  "consents.policy.approve": { clearance: "general" },
  "consents.policy.reject": { clearance: "general" },
  "consents.policy.void": { clearance: "general" },
  "consents.policy.withdraw": { clearance: "general" },
  "consents.policy.expire": { clearance: "general" },
  "consents.register.export": { clearance: "general" },
} as const;
