import { sql } from "drizzle-orm";
import { z } from "zod";
import type { RetentionClass } from "@/domain/retention/model";
import { LOOK_AGAIN_DAYS } from "@/domain/retention/policy";
import { refuse } from "@/domain/shared/result";
import { addDays, shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { destroyKeys } from "@/server/kernel/erasure";
import type { OutboxEvent } from "@/server/kernel/outbox";
import { openHolds } from "../holds";
import { readKeeping } from "../keeping";
import { releaseFiles } from "../kept-files";

type Row = { customer_id: string; retention_class: RetentionClass };

/** Erases what the cleared kept, once nothing behind the wall needs it; else it is looked at again later. */
export const releaseKeeping = command({
  name: "retention.keeping.erase",
  permission: "retention.run",
  input: z.strictObject({ keepingId: z.uuid() }),
  subject: ({ keepingId }) => ({ type: "retention-keeping", id: keepingId }),
  async handle(scope, { keepingId }) {
    const { tx, actor, now } = scope;
    const { rows } = await tx.execute<Row>(sql`select customer_id, retention_class from retention_keepings
      where keeping_id = ${keepingId}::uuid and programme_id = ${actor.programmeId} for update`);
    const [row] = rows;
    if (!row) return refuse("retention.keeping.gone");
    const holds = ((await openHolds(scope, [row.customer_id], "suspicion")).get(row.customer_id) ?? []).map(
      ({ code }) => code,
    );
    const events: OutboxEvent[] = [];
    if (holds.length > 0) {
      await tx.execute(sql`update retention_keepings set look_on = ${addDays(shanghaiDate(now), LOOK_AGAIN_DAYS)}::date
        where keeping_id = ${keepingId}::uuid`);
    } else {
      const kept = await readKeeping(scope, { keepingId });
      const of = { subjectType: "keeping", subjectId: keepingId, retentionClass: row.retention_class };
      await destroyKeys(scope, [of]);
      events.push(...(await releaseFiles(scope, kept, row.retention_class)));
      await tx.execute(sql`delete from retention_keepings where keeping_id = ${keepingId}::uuid`);
    }
    return committed({
      result: { erased: holds.length === 0 },
      events,
      audit: [
        {
          kind: "retention.keeping.erase",
          subject: { type: "customer", id: row.customer_id },
          data: { keeping: keepingId, class: row.retention_class, erased: holds.length === 0, holds },
        },
      ],
    });
  },
});
