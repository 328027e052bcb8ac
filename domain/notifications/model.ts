import type { MailChoice, NoticeKind } from "./codes";

export const LOCALES = ["zh-CN", "en"] as const;
export type MailLocale = (typeof LOCALES)[number];

/** When what waits for the digest goes out: each full hour, each day, or each working day, at an hour. */
export const DIGESTS = ["hourly", "daily", "working-days"] as const;
export type Digest = (typeof DIGESTS)[number];

/** A time of day in Shanghai, `HH:mm`. */
export type TimeOfDay = string;

/** How one person wants to be told. */
export type Preferences = {
  readonly locale: MailLocale;
  readonly digest: Digest;
  /** 0 to 23; without meaning for an hourly digest. */
  readonly digestHour: number;
  /** No e-mail from `from` until `until`, over midnight when `until` is the earlier; null: never quiet. */
  readonly quiet: { readonly from: TimeOfDay; readonly until: TimeOfDay } | null;
  /** What was chosen otherwise than the kind's own. */
  readonly choices: { readonly [K in NoticeKind]?: Choice };
};

/** `console: false` puts notices of the kind into the list without counting them on the bell. */
export type Choice = { readonly console: boolean; readonly mail: MailChoice };

/** How somebody is told who has chosen nothing. */
export const DEFAULT_PREFERENCES: Preferences = {
  locale: "zh-CN",
  digest: "working-days",
  digestHour: 9,
  quiet: { from: "22:00", until: "07:00" },
  choices: {},
};

/** Where an e-mail stands. `unknown`: handed over, but the answer never came; it is not sent again. */
export const MAIL_STATES = ["waiting", "sending", "sent", "failed", "unknown", "cancelled"] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** What came of one hand-over: the server's answer, no connection, or silence after the message had gone out. */
export type HandOver =
  | { readonly outcome: "accepted"; readonly replyCode: number }
  | { readonly outcome: "refused-for-now"; readonly replyCode: number | null }
  | { readonly outcome: "refused"; readonly replyCode: number | null }
  | { readonly outcome: "unanswered" };
