import { sql } from "drizzle-orm";
import { z } from "zod";
import { platformMessage } from "@/domain/orders/electronic/messages";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { sha256 } from "@/server/kernel/crypto/sha256";
import { AppError } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import { parseJson } from "../adapters/platform";
import { ORDER_SUBJECT } from "../electronic/items";
import { ownerOf, payloadPlace } from "../electronic/store";
import { messageKept } from "../events";

/**
 * Keeps a verified message of the platform as it came, sealed, before anything is done about it: whoever dies after this
 * leaves an order that is carried out all the same. Refuses a message whose id is known; throws for what is no message.
 */
export const receiveElectronicOrder = command({
  name: "orders.electronic.receive",
  permission: "orders.receive",
  input: z.object({ orderId: z.uuid(), raw: z.string().max(65_536) }),
  subject: ({ orderId }) => ({ type: ORDER_SUBJECT, id: orderId }),
  async handle(scope, { orderId, raw }) {
    const { tx, actor, now, vault } = scope;
    const read = platformMessage.safeParse(parseJson(raw));
    if (!read.success) throw new AppError("invalid");
    const message = read.data;
    const number = await takeNumber(tx, "electronic-order");
    const sealed = await vault.seal(ownerOf(orderId), payloadPlace(orderId), raw);
    const inserted =
      await tx.execute(sql`insert into electronic_orders (id, programme_id, legal_entity_id, number, message_id, hash,
        payload_sealed, act, authority, case_number, of_message_id, state, issued_at, received_at)
      values (${orderId}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${message.messageId}, ${sha256(raw)},
        ${sealed}, ${message.act}, ${message.authority}, ${message.caseNumber}, ${"order" in message ? message.order : null},
        'received', ${message.issuedAt}::timestamptz, ${now}::timestamptz)
      on conflict (programme_id, message_id) do nothing`);
    if (inserted.rowCount === 0) return refuse("orders.electronic.known");
    const data = { number, message: message.messageId, act: message.act };
    return committed({
      result: { orderId, number },
      audit: [{ kind: "orders.electronic.receive", subject: { type: ORDER_SUBJECT, id: orderId }, data }],
      events: [messageKept({ orderId })],
    });
  },
});
