import { type SQL, sql } from "drizzle-orm";
import type { RepeatReason } from "@/domain/letters/codes";
import { type LetterParams, type LetterTemplate, letterParams } from "@/domain/letters/templates";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { newId } from "@/server/kernel/new-id";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { writeNow } from "@/server/kernel/writes";
import { letterWritten } from "./events";

/** What a customer is to be told. */
export type Telling = {
  readonly customerId: string;
  /** The account it is about: named in the text by the end of its number. */
  readonly accountId?: string | null;
  readonly template: LetterTemplate;
  readonly params: LetterParams;
  /** What it is about: a thing of the caller's, with a UUID. */
  readonly subject: { readonly type: string; readonly id: string };
};

/** What the caller's command commits together with its own: entries of the log and news to send. */
export type SystemEffect = { readonly audit: readonly AuditEvent[]; readonly events: readonly OutboxEvent[] };

/**
 * Writes a letter in the caller's transaction: it is sent if and only if that commits, after it, by the worker. One
 * statement; language, channels and text are decided when it is prepared, so nothing here can fail for what a customer
 * has or has not on file. Throws when `params` holds anything but numbers, codes, moments and sums.
 */
export async function writeLetter(
  scope: Pick<Scope, "tx" | "actor" | "now">,
  telling: Telling,
  repeat: Repeat | null = null,
): Promise<SystemEffect & { readonly letterId: string }> {
  const { writes, ...effect } = planLetter(scope, telling, repeat);
  await writeNow(scope.tx, writes);
  return effect;
}

type Repeat = { readonly of: string; readonly reason: RepeatReason };

/** A letter as `writeLetter` writes it, for a command that writes it with its end. */
export function planLetter(
  { actor, now }: Pick<Scope, "actor" | "now">,
  { customerId, accountId = null, template, params, subject }: Telling,
  repeat: Repeat | null = null,
): SystemEffect & { readonly letterId: string; readonly writes: readonly SQL[] } {
  const letterId = newId();
  const said = JSON.stringify(letterParams.parse(params));
  const write = sql`insert into customer_letters (id, programme_id, legal_entity_id, customer_id, account_id, template, params,
      subject_type, subject_id, repeat_of, repeat_reason, written_by, written_at)
    values (${letterId}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${customerId}::uuid, ${accountId}::uuid, ${template},
      ${said}::jsonb, ${subject.type}, ${subject.id}::uuid, ${repeat?.of ?? null}::uuid, ${repeat?.reason ?? null}, ${actor.id},
      ${now}::timestamptz)`;
  const audit: AuditEvent = {
    kind: "letters.letter.write",
    subject: { type: "letter", id: letterId },
    data: { template, about: subject.type, subject: subject.id, customer: customerId },
  };
  return { letterId, writes: [write], audit: [audit], events: [letterWritten({ letterId })] };
}
