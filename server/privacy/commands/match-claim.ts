import { sql } from "drizzle-orm";
import { z } from "zod";
import { nameKey, normalisePhone } from "@/domain/customers/normalise";
import { mayAsk } from "@/domain/privacy/requester";
import { shanghaiDate } from "@/domain/shared/time";
import { both, type SystemEffect } from "@/server/controls/public";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { tellAbout } from "../ending";
import { sendCodeTo } from "../phone-code";
import { type AskingPerson, addStep, loadRequest, REQUEST, type StoredRequest, saveRequest, textsOf } from "../store";
import { holdSubject } from "../subject";

/** The one customer whose name and registered telephone are those of the claim; null where there is none, or more. */
async function claimed({ tx, actor, vault }: Scope, who: AskingPerson): Promise<string | null> {
  const name = who.claim && nameKey(who.claim.name);
  const phone = who.claim && normalisePhone(who.claim.phone);
  if (!name || !phone) return null;
  const find = (kind: "name" | "phone", value: string) => sql`select subject_id from blind_index
    where programme_id = ${actor.programmeId} and kind = ${kind} and subject_type = 'customer' and value = ${vault.blind(kind, value)}::bytea`;
  const { rows } = await tx.execute<{
    id: string;
  }>(sql`select id from customers where programme_id = ${actor.programmeId}
    and status = 'active' and id in (${find("name", name)}) and id in (${find("phone", phone)}) limit 2`);
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

/** What follows a match: the house says that it came, and asks for the code where the subject himself asks. */
async function afterMatch(scope: Scope, request: StoredRequest): Promise<SystemEffect> {
  const received = await tellAbout(scope, request, "privacy.received", { due: request.dueRaw });
  if (request.requester !== "subject") return received;
  const sent = await sendCodeTo(scope, request);
  return sent.ok ? both(received, sent.value) : received;
}

/**
 * Looks whose a request of the public form is, after its caller was answered, and asks him to prove it by a code to his
 * registered telephone. Nothing is told to the caller, whether somebody was found or not. A second time changes nothing.
 */
export const matchClaim = command({
  name: "privacy.request.match",
  permission: "privacy.run",
  input: z.object({ requestId: z.uuid() }),
  subject: ({ requestId }) => ({ type: REQUEST, id: requestId }),
  async handle(scope, { requestId }) {
    const request = await loadRequest(scope, requestId, { lock: true });
    const customerId =
      request.state === "received" && request.customerId === null
        ? await claimed(scope, (await textsOf(scope, requestId)).who)
        : null;
    const subject = customerId === null ? null : await holdSubject(scope, customerId);
    const may = subject && mayAsk(request, subject, scope.rules, shanghaiDate(request.receivedAt));
    const found = may?.ok === true ? customerId : null;
    const audit = {
      kind: "privacy.request.match" as const,
      subject: { type: REQUEST, id: requestId },
      data: { number: request.number, found: found !== null },
    };
    if (found === null) return committed({ result: { found: false }, audit: [audit] });
    const saved = await saveRequest(scope, request, { customerId: found });
    if (!saved.ok) return saved;
    await addStep(scope, requestId, "matched");
    const effect = await afterMatch(scope, await loadRequest(scope, requestId));
    return committed({ result: { found: true }, audit: [audit, ...effect.audit], events: effect.events });
  },
});
