import type { MailKind, NoticeKind, NoticeLink, NoticeParams } from "@/domain/notifications/codes";
import type { Clearance } from "@/domain/permissions";
import { mailSettings } from "@/env";
import type { OutboxEvent } from "@/server/kernel/outbox";
import { mailAsked, noticeTold, sealedNoticeTold } from "./events";

export { configuredMailer } from "./adapters/configured-mailer";
export type { Mailer } from "./adapters/smtp";
export { type MailParts, type MailPartsSource, registerMailParts } from "./mail-parts";
export { type NoticeTarget, registerNoticeTarget } from "./targets";

/**
 * News for people, to be returned among a command's events: none for an empty list. `clearance: "suspicion"` for
 * whatever suspicion touches: only cleared people find it, and no e-mail leaves. Throws when `params` holds anything but
 * numbers, codes and dates.
 */
export function notice(
  personIds: readonly string[],
  kind: NoticeKind,
  params: NoticeParams,
  link: NoticeLink | null = null,
  options: { readonly clearance?: Clearance } = {},
): readonly OutboxEvent[] {
  const told = [...new Set(personIds)];
  if (told.length === 0) return [];
  const topic = options.clearance === "suspicion" ? sealedNoticeTold : noticeTold;
  return [topic({ personIds: told, kind, params, link })];
}

/** An e-mail to an address that `registerMailParts(kind, …)` names when it is sent. The job holds the id and nothing else. */
export function sendToAddress(kind: MailKind, subjectId: string): OutboxEvent {
  return mailAsked({ kind, subjectId });
}

/** True when this house sends e-mail at all. */
export function mailIsOn(): boolean {
  return mailSettings() !== null;
}
