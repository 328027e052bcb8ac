export const correctionsPermissions = {
  "corrections.read": { zh: "查看信息更正", en: "See corrections" },
  "corrections.propose": { zh: "提出信息更正", en: "Propose corrections" },
  "corrections.correction.approve": { zh: "复核身份信息更正", en: "Agree to corrections of identity" },
} as const;
