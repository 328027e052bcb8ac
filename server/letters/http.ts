import { execute } from "@/server/kernel/command";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { verifyReceipt } from "./adapters/messenger";
import { recordReceipt } from "./commands/record-receipt";

const MAX_BODY = 16_384;

/**
 * Takes a receipt of the message provider. Answers 401 to whatever is not a well-formed receipt it signed, 204 to every
 * other, news or not, and 503 when it could not be recorded: the provider then sends it again.
 */
export async function receiveReceipt(
  runtime: Runtime,
  secret: string,
  received: { headers: Headers; body: string; requestId: string },
): Promise<204 | 401 | 503> {
  if (!secret || received.body.length > MAX_BODY) return 401;
  const receipt = verifyReceipt({ secret, headers: received.headers, body: received.body });
  if (!receipt) return 401;
  const line = { receipt: receipt.receiptId, request: received.requestId };
  try {
    const programmeId = await programmeOf(runtime, receipt.messageId);
    if (!programmeId) {
      log("error", "letter-receipt", { ...line, outcome: "unknown" });
      return 204;
    }
    const recorded = await execute(runtime, recordReceipt, {
      principal: { kind: "system", name: "system:messenger", programmeId },
      input: {
        dispatchId: receipt.messageId,
        outcome: receipt.outcome,
        reason: receipt.reason?.replaceAll("_", "-") ?? null,
      },
      key: receipt.receiptId,
      requestId: received.requestId,
    });
    log("info", "letter-receipt", { ...line, outcome: recorded.ok ? "recorded" : "no-news" });
    return 204;
  } catch (error) {
    log("error", "letter-receipt", { ...line, outcome: "failed", ...safeError(error) });
    return 503;
  }
}

/** The provider names the message only; it belongs to one programme. */
async function programmeOf(runtime: Runtime, dispatchId: string): Promise<string | undefined> {
  const { rows } = await runtime.pool.query<{ programme_id: string }>(
    "select programme_id from letter_dispatches where id = $1",
    [dispatchId],
  );
  return rows[0]?.programme_id;
}
