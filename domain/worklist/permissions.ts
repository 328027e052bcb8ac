export const worklistPermissions = {
  "worklist.read": { zh: "查看待办", en: "See the worklist" },
  "worklist.work": { zh: "领取、退回、搁置待办并留言", en: "Take, return and put aside work, and comment" },
  "worklist.assign": { zh: "分派他人的待办", en: "Assign work to others" },
  "worklist.queues": { zh: "管理队列与成员", en: "Manage queues and their members" },
  "worklist.sweep": { zh: "到时收回与恢复待办", en: "Bring back work whose time has come" },
} as const;
