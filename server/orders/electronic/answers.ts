import { sql } from "drizzle-orm";
import type { ElectronicAnswer } from "@/domain/orders/electronic/model";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { answerQueued } from "../events";
import { ownerOf, type StoredOrder } from "./store";

export const bodyPlace = (rowId: string) => ({ table: "electronic_answers", column: "body_sealed", rowId });

/**
 * Gives the platform an answer, inside the caller's transaction: kept sealed, handed over by the outbox until it is taken.
 * Answers of one order carry a rising sequence. Gives the news to commit.
 */
export async function answer(scope: Scope, order: StoredOrder, said: ElectronicAnswer): Promise<OutboxEvent> {
  const { tx, actor, now, vault } = scope;
  const id = scope.newId<"electronic-answer">();
  const { rows } = await tx.execute<{ n: number }>(
    sql`select coalesce(max(sequence), 0) + 1 as n from electronic_answers where electronic_order_id = ${order.id}::uuid`,
  );
  const sequence = Number(rows[0]?.n ?? 1);
  const body = {
    answerId: id,
    sequence,
    messageId: order.messageId,
    programme: actor.programmeId,
    number: order.number,
    caseNumber: order.caseNumber,
    act: order.act,
    at: now,
    ...said,
  };
  const sealed = await vault.seal(ownerOf(order.id), bodyPlace(id), JSON.stringify(body));
  await tx.execute(sql`insert into electronic_answers (id, programme_id, legal_entity_id, electronic_order_id, sequence, kind, code, final,
      body_sealed, state, created_at)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${order.id}::uuid, ${sequence}, ${said.kind}, ${said.code},
      ${said.final}, ${sealed}, 'queued', ${now}::timestamptz)`);
  return answerQueued({ answerId: id });
}
