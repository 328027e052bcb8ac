/** What a role may be allowed to do with notifications, a sentence each. */
export const notificationsPermissions = {
  "notifications.read": {
    zh: "查看和标记发给自己的通知，设置接收方式。",
    en: "See and mark what one was told, and choose how to be told.",
  },
  "notifications.mail.read": {
    zh: "查看邮件发送的数量与失败情况，不含内容。",
    en: "See how many e-mails went out or failed, never what they said.",
  },
  "notifications.deliver": {
    zh: "写入通知、发送邮件（系统）。",
    en: "Write down notices and hand over e-mails (system).",
  },
} as const satisfies Record<string, { zh: string; en: string; stepUp?: boolean }>;

export type NotificationsPermission = keyof typeof notificationsPermissions;
