export const packagesAudit = {
  "packages.package.prepare": { clearance: "general" },
  "packages.package.finish": { clearance: "general" },
  "packages.package.fail": { clearance: "general" },
  "packages.package.revoke": { clearance: "general" },
  "packages.package.expire": { clearance: "general" },
  "packages.package.download": { clearance: "general" },
  "packages.package.collect": { clearance: "general" },
  "packages.code.create": { clearance: "general" },
} as const;
