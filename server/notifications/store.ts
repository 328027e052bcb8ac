import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { NOTICE_KIND_NAMES, type NoticeKind } from "@/domain/notifications/codes";
import { DEFAULT_PREFERENCES, type Preferences } from "@/domain/notifications/model";
import { preferencesShape } from "@/domain/notifications/schema";
import { type Clearance, SUSPICION_ROLES } from "@/domain/permissions";
import type { Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

/** Ids as an array parameter. */
export const uuids = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;

const stored = preferencesShape.extend({ choices: z.record(z.string(), z.unknown()) });

/** Reads stored preferences; what the house no longer knows of them falls back to its defaults. */
export function readPreferences(value: unknown): Preferences {
  const found = stored.safeParse(value);
  if (!found.success) return DEFAULT_PREFERENCES;
  const known = Object.entries(found.data.choices).filter(([kind]) => NOTICE_KIND_NAMES.includes(kind as NoticeKind));
  return preferencesShape.parse({ ...found.data, choices: Object.fromEntries(known) });
}

type Recipient = { readonly personId: string; readonly preferences: Preferences };

/**
 * Of these people, those who may be told in this programme now: not disabled, with a live role, and cleared where
 * suspicion is touched.
 */
export async function recipients(
  { tx, actor, now }: Pick<Scope, "tx" | "actor" | "now">,
  personIds: readonly string[],
  clearance: Clearance,
): Promise<readonly Recipient[]> {
  const roles = sql.join(
    SUSPICION_ROLES.map((role) => sql`${role}`),
    sql`, `,
  );
  const { rows } = await tx.execute<{ id: string; preferences: unknown }>(sql`select m.id, c.preferences
    from people m left join notice_preferences c on c.person_id = m.id and c.programme_id = ${actor.programmeId}
    where m.id = any(${uuids(personIds)}) and m.disabled_at is null and exists (
      select from role_grants g where g.person_id = m.id and g.programme_id = ${actor.programmeId} and g.ended_at is null
        and (g.ends_at is null or g.ends_at > ${now}::timestamptz)
        and (${clearance} = 'general' or g.role in (${roles})))
    order by m.id`);
  return rows.map(({ id, preferences }) => ({ personId: id, preferences: readPreferences(preferences) }));
}

/** Writes an e-mail that waits to be handed over. */
export async function insertMail(
  { tx, actor, now }: Pick<Scope, "tx" | "actor" | "now">,
  mail: { readonly id: string; readonly kind: string; readonly subjectId: string },
): Promise<void> {
  await tx.execute(sql`insert into notice_mails (id, programme_id, legal_entity_id, kind, subject_id, state, created_at)
    values (${mail.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${mail.kind}, ${mail.subjectId}, 'waiting', ${now}::timestamptz)`);
}

/** Puts a person's unread notices that are due into one e-mail. Gives how many; rows another e-mail has taken stay there. */
export async function bindNotices(
  tx: Tx,
  which: { readonly programmeId: string; readonly personId: string; readonly mailId: string; readonly now: Instant },
): Promise<number> {
  const bound = await tx.execute(sql`update notices set mail_id = ${which.mailId}::uuid
    where programme_id = ${which.programmeId} and person_id = ${which.personId}::uuid and clearance = 'general'
      and mail_id is null and read_at is null and mail_at <= ${which.now}::timestamptz`);
  return bound.rowCount ?? 0;
}
