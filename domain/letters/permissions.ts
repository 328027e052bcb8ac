/** What a role may be allowed to do with letters, a sentence each. */
export const lettersPermissions = {
  "letters.read": {
    zh: "查看已告知客户的内容、渠道与送达情况。",
    en: "See what customers were told, by which channel, and whether it arrived.",
  },
  "letters.send": {
    zh: "再次发送告知，登记客户的语言。",
    en: "Tell a customer again; record the customer's language.",
  },
  "letters.deliver": {
    zh: "拟定并发送告知（系统）。",
    en: "Write and hand over letters (system).",
  },
  "letters.confirm": {
    zh: "登记服务商的回执（系统）。",
    en: "Record receipts of the provider (system).",
  },
} as const satisfies Record<string, { zh: string; en: string; stepUp?: boolean }>;

export type LettersPermission = keyof typeof lettersPermissions;
