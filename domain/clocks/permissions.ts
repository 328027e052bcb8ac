export const clocksPermissions = {
  "clocks.read": { zh: "查看期限", en: "Read clocks" },
  "clocks.change": { zh: "暂停、恢复和延长期限", en: "Pause, resume and extend clocks" },
  "clocks.move": { zh: "按新规则或日历重算期限", en: "Move deadlines to a changed rule or calendar" },
} as const;
