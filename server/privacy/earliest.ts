import { sql } from "drizzle-orm";
import { restartClock } from "@/server/clocks/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { termOf } from "./clock";
import { addStep, loadRequest, REQUEST, type StoredRequest } from "./store";

/**
 * Who asked earlier by a request that goes with this one is answered by the earlier day: the time of a proven, open request
 * counts from the first receipt of all that join it. A later receipt changes nothing. Gives the entry for the log.
 */
export async function countFromEarliest(
  scope: Scope,
  id: string,
  joining: readonly Pick<StoredRequest, "number" | "receivedAt">[],
): Promise<readonly AuditEvent[]> {
  const request = await loadRequest(scope, id, { lock: true });
  const [earliest] = [...joining].sort((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1));
  if (!earliest || earliest.receivedAt >= request.receivedAt) return [];
  const { receivedAt } = earliest;
  const { value, basis } = termOf(scope, { ...request, receivedAt });
  await scope.tx.execute(sql`update privacy_requests set received_at = ${receivedAt}::timestamptz, paused_since = null
    where id = ${id}::uuid and programme_id = ${scope.actor.programmeId}`);
  await restartClock(scope, { subjectType: REQUEST, subjectIds: [id], ...value });
  await addStep(scope, id, "receipt-earlier", earliest.number);
  const entry: AuditEvent = {
    kind: "privacy.request.advance",
    subject: { type: REQUEST, id },
    basis: [...basis],
    data: {
      number: request.number,
      joined: earliest.number,
      before: request.receivedAt,
      receivedAt,
      due: value.due.dueRaw,
    },
  };
  return [entry];
}
