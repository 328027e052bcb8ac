export const packagesPermissions = {
  "packages.read": { zh: "查看个人信息副本清单", en: "See packages of personal data" },
  "packages.prepare": { zh: "制作、作废个人信息副本，生成取件码", en: "Prepare and revoke packages, make their codes" },
  "packages.download": { zh: "下载个人信息副本", en: "Download a package" },
  "packages.build": { zh: "生成和销毁个人信息副本（系统）", en: "Build and destroy packages (system)" },
  "packages.collect": { zh: "凭取件码领取个人信息副本（系统）", en: "Hand a package out for its code (system)" },
} as const;
