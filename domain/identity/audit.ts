export const identityAudit = {
  "identity.session.start": { clearance: "general" },
  "identity.session.refuse": { clearance: "general" },
  "identity.session.end": { clearance: "general" },
  "identity.session.step-up": { clearance: "general" },
  "identity.totp.enrol": { clearance: "general" },
  "identity.totp.confirm": { clearance: "general" },
  "identity.role.grant": { clearance: "general" },
  "identity.role.end": { clearance: "general" },
} as const;
