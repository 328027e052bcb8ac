import { sql } from "drizzle-orm";
import { addDays, type Instant, shanghaiDate } from "@/domain/shared/time";
import { confirmBy } from "@/domain/sharing/decisions";
import type { NoticeKind } from "@/domain/sharing/model";
import type { SystemEffect } from "@/server/controls/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { takeNumber } from "@/server/kernel/numbers";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import type { RetentionClass } from "@/server/kernel/vault";
import { openItems } from "@/server/worklist/public";
import { noticeOpened } from "./events";
import { recipientsOf } from "./recipients";
import { NOTICE } from "./store";

export type Notice = {
  readonly partner: { readonly id: string; readonly noticeUrl?: string | null };
  readonly customerId: string | null;
  readonly kind: NoticeKind;
  readonly classes: readonly string[];
  readonly subject: { readonly type: string; readonly id: string };
};

/** The work item of a notice that a person must see to. It names no customer: the notice's page does. */
export const noticeItem = (notice: { readonly id: string; readonly number: string; readonly dueAt: Instant }) => ({
  kind: NOTICE,
  number: notice.number,
  subjectType: NOTICE,
  subjectId: notice.id,
  dueAt: notice.dueAt,
  dueOn: addDays(shanghaiDate(notice.dueAt), -1),
});

/** Opens one notice; the same one again (partner, kind and occasion) opens nothing. */
export async function openNotice(
  scope: Scope,
  { partner, customerId, kind, classes, subject }: Notice,
): Promise<SystemEffect & { readonly told: number }> {
  const { tx, actor, now, rules } = scope;
  const { rows: known } = await tx.execute(sql`select from sharing_notices where partner_id = ${partner.id}::uuid
    and kind = ${kind} and subject_type = ${subject.type} and subject_id = ${subject.id}::uuid`);
  if (known.length > 0) return { told: 0, audit: [], events: [] };
  const id = scope.newId<"sharing-notice">();
  const number = await takeNumber(tx, "sharing-notice");
  const due = confirmBy(now, rules);
  const { rows } = await tx.execute<{
    by_door: boolean;
  }>(sql`insert into sharing_notices (id, programme_id, legal_entity_id, number,
      partner_id, customer_id, kind, classes, subject_type, subject_id, state, opened_at, due_at, next_at)
    select ${id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, p.id, ${customerId}::uuid, ${kind},
      ${sql.param([...classes])}::text[], ${subject.type}, ${subject.id}::uuid, 'waiting', ${now}::timestamptz, ${due.value}::timestamptz,
      case when p.notice_url is not null then ${now}::timestamptz end
    from sharing_partners p where p.id = ${partner.id}::uuid and p.programme_id = ${actor.programmeId}
    on conflict do nothing returning next_at is not null as by_door`);
  const [made] = rows;
  if (!made) return { told: 0, audit: [], events: [] };
  // Where there is no door, a person tells the recipient; where there is one, nobody is needed until it is late.
  if (!made.by_door) await openItems(tx, actor, [noticeItem({ id, number, dueAt: due.value })], now);
  const audit: AuditEvent = {
    kind: "sharing.notice.open",
    subject: { type: NOTICE, id },
    basis: due.basis,
    data: { number, partner: partner.id, kind, classes: [...classes], about: subject.type, due: due.value },
  };
  return { told: 1, audit: [audit], events: made.by_door ? [noticeOpened({ noticeId: id })] : [] };
}

/**
 * Tells everybody a customer's data went to what he must do now; each is chased until it confirms. The same occasion twice
 * tells nobody twice.
 */
export async function tellRecipients(
  scope: Scope,
  of: {
    readonly customerId: string;
    readonly kind: "erase" | "correct" | "stop";
    readonly classes?: readonly RetentionClass[];
    readonly subject: { readonly type: string; readonly id: string };
    /** Only these; everybody unless said. */
    readonly partnerIds?: readonly string[];
  },
): Promise<SystemEffect & { readonly told: number }> {
  const audit: AuditEvent[] = [];
  const events: OutboxEvent[] = [];
  let told = 0;
  for (const { partnerId, kind } of await recipientsOf(scope, of.customerId)) {
    if (of.partnerIds && !of.partnerIds.includes(partnerId)) continue;
    // An authority keeps what it was given under its own law; nobody asks it to forget.
    if (kind === "authority" && of.kind !== "correct") continue;
    const opened = await openNotice(scope, {
      partner: { id: partnerId },
      customerId: of.customerId,
      kind: of.kind,
      classes: of.classes ?? [],
      subject: of.subject,
    });
    told += opened.told;
    audit.push(...opened.audit);
    events.push(...opened.events);
  }
  return { told, audit, events };
}
