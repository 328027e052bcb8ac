import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { spendLink as mayUse } from "@/domain/people/decisions";
import { refuse } from "@/domain/shared/result";
import { clearFactors } from "@/server/identity/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

type Row = {
  person_id: string;
  kind: string;
  clears: boolean;
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
};

/**
 * Sets the password of somebody who came by a link; the link is spent with it, and of two who come at once one is in.
 * `passwordHash` was made, and the password judged, by whoever calls. Where the link says so, the second factor goes too.
 */
export const useLink = command({
  name: "people.link.use",
  permission: "people.links.use",
  storesResult: false,
  input: z.object({ linkId: z.uuid(), passwordHash: z.string().min(20).max(500) }),
  subject: ({ linkId }) => ({ type: "link", id: linkId }),
  async handle({ tx, now }, { linkId, passwordHash }) {
    const { rows } =
      await tx.execute<Row>(sql`select person_id, kind, clears_second_factor as clears, expires_at, used_at, revoked_at
      from access_links where id = ${linkId}::uuid for update`);
    const link = rows[0] ?? notFound();
    const good = mayUse(
      {
        expiresAt: toInstant(link.expires_at),
        usedAt: toInstantOrNull(link.used_at),
        revokedAt: toInstantOrNull(link.revoked_at),
      },
      now,
    );
    if (!good.ok) return good;
    const set = await tx.execute(sql`update people set password_hash = ${passwordHash}
      where id = ${link.person_id}::uuid and disabled_at is null`);
    if (set.rowCount === 0) return refuse("people.link.spent");
    await tx.execute(sql`update access_links set used_at = ${now}::timestamptz where id = ${linkId}::uuid`);
    if (link.clears) await clearFactors({ tx, now }, link.person_id);
    return committed({
      result: null,
      audit: [
        {
          kind: "people.link.use",
          subject: { type: "person", id: link.person_id },
          data: { link: linkId, as: link.kind, clearsSecondFactor: link.clears },
        },
      ],
    });
  },
});
