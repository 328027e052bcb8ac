export const dutyPermissions = {
  "duty.self": { zh: "登记自己的离岗", en: "Say that one is away" },
  "duty.read": { zh: "查看值班表", en: "See rosters and who is on duty" },
  "duty.manage": { zh: "编排值班、为组员登记离岗", en: "Write rosters and enter absences of others" },
} as const;
