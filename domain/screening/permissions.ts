export const screeningPermissions = {
  "screening.read": { zh: "查看名单命中", en: "See hits on lists" },
  "screening.work": { zh: "处理名单命中", en: "Work hits on lists" },
  "screening.lists.load": { zh: "载入名单", en: "Load a list" },
  "screening.run": { zh: "比对名单（系统）", en: "Compare with lists (system)" },
} as const;
