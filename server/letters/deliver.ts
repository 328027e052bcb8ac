import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Channel, LetterTemplate } from "@/domain/letters/templates";
import { execute } from "@/server/kernel/command";
import type { JobContext } from "@/server/kernel/jobs";
import { inScope, type Scope } from "@/server/kernel/scope";
import type { Message, Messenger } from "./adapters/messenger";
import { recordDispatch } from "./commands/record-dispatch";
import { mayGo } from "./gates";
import { textPlace } from "./store";

const textShape = z.object({ title: z.string(), short: z.string(), long: z.string() });

/** The text of a letter as it was sealed; null when its key is gone. */
export async function openText({ vault }: Pick<Scope, "vault">, letterId: string, sealed: Buffer | null) {
  const text = await vault.open(textPlace(letterId), sealed);
  return text === null ? null : textShape.parse(JSON.parse(text));
}

/**
 * Hands one message over and records what came of it. A worker killed in between does it again: the provider knows the
 * message by its id and sends it once. Number and text are opened here and live as long as the call. Throws to ask for
 * another attempt.
 */
export async function deliverDispatch(context: JobContext, dispatchId: string, messenger: Messenger): Promise<void> {
  const { runtime, principal, requestId } = context;
  const message = await inScope(runtime, principal, "read", async (scope) => ({
    keep: false,
    value: await messageOf(scope, dispatchId),
  }));
  if (message === "ended") return;
  const handOver =
    typeof message === "string"
      ? ({ outcome: "refused", problem: message === "unwanted" ? "unwanted" : "no-contact" } as const)
      : await messenger.handOver(message);
  const recorded = await execute(runtime, recordDispatch, {
    principal,
    input: { dispatchId, ...handOver },
    key: `${context.eventId}:${context.attempt}`,
    requestId,
  });
  if (recorded.ok && recorded.result.state === "queued") throw new Error("the message was not taken");
}

/**
 * What is to be handed over; `unreachable` when the number or reference is gone, `ended` when
 * there is nothing to do, `unwanted` when the customer has said no since.
 */
async function messageOf(scope: Scope, dispatchId: string): Promise<Message | "unreachable" | "unwanted" | "ended"> {
  const { rows } = await scope.tx.execute<{
    channel: Channel;
    template: LetterTemplate;
    letter_id: string;
    customer_id: string;
    text_sealed: Buffer | null;
    phone_sealed: Buffer | null;
    external_ref_sealed: Buffer | null;
  }>(sql`select d.channel, l.template, d.letter_id, l.customer_id, l.text_sealed, c.phone_sealed, c.external_ref_sealed
    from letter_dispatches d join customer_letters l on l.id = d.letter_id join customers c on c.id = l.customer_id
    where d.id = ${dispatchId}::uuid and d.programme_id = ${scope.actor.programmeId} and d.state = 'queued'`);
  const [row] = rows;
  if (!row || row.channel === "page") return "ended";
  if (!(await mayGo(scope, { template: row.template, customerId: row.customer_id }, row.channel))) return "unwanted";
  const push = row.channel === "push";
  const column = push ? "external_ref_sealed" : "phone_sealed";
  const place = { table: "customers", column, rowId: row.customer_id };
  const to = await scope.vault.open(place, row[column]);
  const text = await openText(scope, row.letter_id, row.text_sealed);
  if (to === null || to === "" || text === null) return "unreachable";
  return { id: dispatchId, channel: row.channel, to, title: push ? text.title : null, text: text.short };
}
