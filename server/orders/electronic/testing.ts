import { Webhook } from "standardwebhooks";
import type { House } from "@/server/kernel/testing/house";
import { CASE_OF_PAPERS, OFFICE_OF_PAPERS } from "../testing";
import { receiveMessage } from "./http";

const SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;

let messages = 0;

export type ReceivedOrder = {
  readonly id: string;
  readonly messageId: string;
  readonly state: string;
  readonly problem: string | null;
  readonly version: number;
  readonly measure_id: string | null;
  readonly account_id: string | null;
  readonly lapses_at: Date | null;
  readonly ended_at: Date | null;
};

/** The platform in tests: its messages, of the office and case of `paperFor`, through the console's own door. */
export function platform(house: House) {
  const orderOf = async (messageId: string): Promise<ReceivedOrder> => {
    const [row] = await house.rows<Omit<ReceivedOrder, "messageId">>(
      "select * from electronic_orders where message_id = $1",
      [messageId],
    );
    if (!row) throw new Error("not kept");
    return { ...row, messageId };
  };
  const say = async (message: Readonly<Record<string, unknown>>): Promise<ReceivedOrder> => {
    messages += 1;
    const messageId = `testing-${String(messages).padStart(4, "0")}`;
    const body = JSON.stringify({
      messageId,
      programme: "pay",
      caseNumber: CASE_OF_PAPERS,
      authority: OFFICE_OF_PAPERS,
      issuedAt: house.clock.now(),
      ...message,
    });
    const now = new Date();
    const headers = new Headers({
      "webhook-id": messageId,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
      "webhook-signature": new Webhook(SECRET).sign(messageId, now, body),
    });
    await receiveMessage(house.runtime, [SECRET], { headers, body, requestId: "test" });
    return orderOf(messageId);
  };
  const answersOf = (id: string) =>
    house.rows<{ kind: string; code: string | null; final: boolean }>(
      "select kind, code, final from electronic_answers where electronic_order_id = $1 order by sequence",
      [id],
    );
  return { say, orderOf, answersOf };
}
