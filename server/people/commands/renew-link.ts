import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { mailIsOn, sendToAddress } from "@/server/notifications/public";
import { type LinkKind, linkPath, makeLink } from "../links";
import { lockPerson } from "../store";

/**
 * Makes a new link for somebody who has not used the last one, which stops working. Shown once, and mailed where e-mail
 * is on. Refuses when there is nothing to send again: no link was made, it was used or revoked.
 */
export const renewLink = command({
  name: "people.link.renew",
  permission: "people.manage",
  stepUp: true,
  storesResult: false,
  input: z.object({ personId: z.uuid() }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, { personId }) {
    const person = await lockPerson(scope, personId);
    if (person.disabled) return refuse("people.person.disabled");
    const { rows } = await scope.tx.execute<{
      kind: LinkKind;
      clears: boolean;
    }>(sql`select kind, clears_second_factor as clears
      from access_links where person_id = ${personId}::uuid and used_at is null and revoked_at is null for update`);
    const last = rows[0];
    if (!last) return refuse("people.link.none");
    const link = await makeLink(scope, { personId, kind: last.kind, clearsSecondFactor: last.clears });
    return committed({
      result: { path: linkPath(link.secret), expiresAt: link.expiresAt, mailed: mailIsOn() },
      audit: [
        {
          kind: "people.link.renew",
          subject: { type: "person", id: personId },
          data: { link: link.linkId, as: last.kind, expiresAt: link.expiresAt },
        },
      ],
      events: mailIsOn() ? [sendToAddress(`people.${last.kind}`, link.linkId)] : [],
    });
  },
});
