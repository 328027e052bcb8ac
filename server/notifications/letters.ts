import { createTranslator } from "next-intl";
import { ROLE_NAMES, ROLES, type Role } from "@/domain/identity/roles";
import { type MailKind, type NoticeKind, type NoticeParams, outcomeOf } from "@/domain/notifications/codes";
import type { MailLocale } from "@/domain/notifications/model";
import { NOTIFICATIONS_POLICY } from "@/domain/notifications/policy";
import { instant, shanghaiDate, ZONE } from "@/domain/shared/time";
import en from "@/messages/en/notifications.json";
import zhCN from "@/messages/zh-CN/notifications.json";
import type { Letter } from "./adapters/smtp";

const MESSAGES = { "zh-CN": zhCN, en } as const;

type Written = Pick<Letter, "subject" | "text" | "html">;
export type Told = { readonly kind: NoticeKind; readonly params: NoticeParams };

const translator = (locale: MailLocale) =>
  createTranslator<typeof zhCN>({ locale, messages: MESSAGES[locale], timeZone: ZONE });

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A date, or a moment as Shanghai's day and minute. */
function day(value: string): string {
  if (value.length === 10) return value;
  const moment = instant(value);
  const clock = new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${shanghaiDate(moment)} ${clock}`;
}

/** The particulars of a notice, in words: its number, how it came out, dates, counts. */
function particulars(t: ReturnType<typeof translator>, { params }: Told, locale: MailLocale): string[] {
  const role = ROLE_NAMES.includes(params.role as Role) ? ROLES[params.role as Role] : undefined;
  return [
    params.number ?? "",
    params.outcome ? t(`facts.outcomes.${outcomeOf(params.outcome)}`) : "",
    role ? (locale === "en" ? role.en : role.zh) : "",
    params.count === undefined ? "" : t("facts.count", { count: params.count }),
    params.due ? t("facts.due", { due: day(params.due) }) : "",
    params.until ? t("facts.until", { until: day(params.until) }) : "",
  ].filter((text) => text !== "");
}

function layout(lines: readonly string[], link: { readonly label: string; readonly href: string }, foot: string) {
  const text = [...lines, "", `${link.label}: ${link.href}`, "", foot].join("\n");
  const rows = lines.map((line) => `<p>${escaped(line)}</p>`).join("");
  const way = `<p><a href="${escaped(link.href)}">${escaped(link.label)}</a></p>`;
  return { text, html: `<!doctype html><meta charset="utf-8">${rows}${way}<p><small>${escaped(foot)}</small></p>` };
}

/** The e-mail that tells of notices: one by its own words, several as a digest. Opens the list in the console. */
export function noticesLetter(told: readonly Told[], locale: MailLocale, publicUrl: string): Written {
  const t = translator(locale);
  const said = told.slice(0, NOTIFICATIONS_POLICY.noticesPerMail).map((each) => {
    const title = t(`kinds.${each.kind}`);
    const facts = particulars(t, each, locale);
    return { title, line: facts.length > 0 ? `${title}${t("facts.colon")}${facts.join(t("facts.and"))}` : title };
  });
  const rest = told.length - said.length;
  const [first] = said;
  const number = told[0]?.params.number;
  const subject =
    told.length === 1 && first
      ? t("mail.subject", { title: number ? `${first.title} ${number}` : first.title })
      : t("mail.digest", { count: told.length });
  const lines = [...said.map(({ line }) => line), ...(rest > 0 ? [t("mail.more", { count: rest })] : [])];
  return { subject, ...layout(lines, { label: t("mail.open"), href: `${publicUrl}/notifications` }, t("mail.foot")) };
}

/** The e-mail of a kind with parts of its own: a link that works once, until a moment. */
export function linkLetter(
  kind: MailKind,
  parts: { readonly locale: MailLocale; readonly link: string; readonly until: string },
): Written {
  const t = translator(parts.locale);
  const lines = [t(`mail.${kind}.text`), t("mail.until", { until: day(parts.until) })];
  return {
    subject: t(`mail.${kind}.subject`),
    ...layout(lines, { label: t(`mail.${kind}.open`), href: parts.link }, t("mail.foot")),
  };
}
