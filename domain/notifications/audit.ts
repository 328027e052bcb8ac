/** Audit kinds of notifications. Of a notice that suspicion touches the count alone is kept under the sealed word. */
export const notificationsAudit = {
  "notifications.notice.record": { clearance: "general" },
  "notifications.sealed-notice.record": { clearance: "suspicion" },
  "notifications.notice.read": { clearance: "general" },
  "notifications.preferences.save": { clearance: "general" },
  "notifications.mail.create": { clearance: "general" },
  "notifications.mail.start": { clearance: "general" },
  "notifications.mail.finish": { clearance: "general" },
} as const satisfies Record<string, { clearance: "general" | "suspicion" }>;

export type NotificationsAuditKind = keyof typeof notificationsAudit;
