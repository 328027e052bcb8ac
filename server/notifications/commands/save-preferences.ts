import { sql } from "drizzle-orm";
import { z } from "zod";
import { preferencesShape } from "@/domain/notifications/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";

/**
 * Keeps how the actor wants to be told in this programme. `version` is the one he looked at, 0 for none; refuses when
 * another window has saved since, and an actor who is no person.
 */
export const savePreferences = command({
  name: "notifications.preferences.save",
  permission: "notifications.read",
  input: z.object({ version: z.number().int().min(0).max(1_000_000), preferences: preferencesShape }),
  subject: () => ({ type: "person", id: "own" }),
  async handle({ tx, actor, now }, { version, preferences }) {
    if (!actor.personId) return refuse("notifications.preferences.person-required");
    const value = JSON.stringify(preferences);
    const saved =
      version === 0
        ? await tx.execute<{
            version: number;
          }>(sql`insert into notice_preferences (id, programme_id, legal_entity_id, person_id, preferences, saved_at)
            values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${actor.personId}, ${value}::jsonb, ${now}::timestamptz)
            on conflict (programme_id, person_id) do nothing returning version`)
        : await tx.execute<{
            version: number;
          }>(sql`update notice_preferences set preferences = ${value}::jsonb, saved_at = ${now}::timestamptz,
              version = version + 1
            where programme_id = ${actor.programmeId} and person_id = ${actor.personId}::uuid and version = ${version}::int
            returning version`);
    const row = saved.rows[0];
    if (!row) return refuse("notifications.preferences.changed");
    return committed({
      result: { version: row.version },
      audit: [
        {
          kind: "notifications.preferences.save",
          subject: { type: "person", id: actor.personId },
          data: {
            digest: preferences.digest,
            quiet: preferences.quiet !== null,
            choices: Object.keys(preferences.choices).length,
          },
        },
      ],
    });
  },
});
