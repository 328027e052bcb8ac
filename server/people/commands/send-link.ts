import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { spendLink } from "@/domain/people/decisions";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/**
 * Keeps the hash of a secret that is about to leave by e-mail. The secret itself was made a moment ago by whoever sends
 * and is written nowhere. Refuses a link that is no longer good.
 */
export const sendLink = command({
  name: "people.link.send",
  permission: "people.links.use",
  input: z.object({ linkId: z.uuid(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  subject: ({ linkId }) => ({ type: "link", id: linkId }),
  async handle({ tx, now }, { linkId, hash }) {
    const { rows } = await tx.execute<{
      person_id: string;
      expires_at: string;
      used_at: string | null;
      revoked_at: string | null;
    }>(sql`select person_id, expires_at, used_at, revoked_at from access_links where id = ${linkId}::uuid for update`);
    const link = rows[0] ?? notFound();
    const good = spendLink(
      {
        expiresAt: toInstant(link.expires_at),
        usedAt: toInstantOrNull(link.used_at),
        revokedAt: toInstantOrNull(link.revoked_at),
      },
      now,
    );
    if (!good.ok) return good;
    await tx.execute(sql`update access_links set mailed_hash = decode(${hash}, 'hex') where id = ${linkId}::uuid`);
    return committed({
      result: { until: toInstant(link.expires_at) },
      audit: [{ kind: "people.link.send", subject: { type: "person", id: link.person_id }, data: { link: linkId } }],
    });
  },
});
