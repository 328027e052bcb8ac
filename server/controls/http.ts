import { isUuid } from "@/domain/shared/ids";
import { log, safeError } from "@/server/kernel/logger";
import type { Runtime } from "@/server/kernel/runtime";
import { verifyCallback } from "./adapters/payment-core";
import { recordEvent } from "./deliver";

const MAX_BODY = 65_536;

/**
 * Takes a callback of the payment core. Answers 401 to whatever is not a well-formed message signed by the core, 204
 * to every other, news or not, and 503 when it could not be recorded: the core then sends it again.
 */
export async function receiveCallback(
  runtime: Runtime,
  secret: string,
  received: { headers: Headers; body: string; requestId: string },
): Promise<204 | 401 | 503> {
  if (!secret || received.body.length > MAX_BODY) return 401;
  const verified = verifyCallback({ secret, headers: received.headers, body: received.body });
  if (!verified.ok) {
    log("info", "core-callback", { outcome: verified.reason, request: received.requestId });
    return 401;
  }
  const { callback } = verified;
  try {
    const programmeId = await programmeOf(runtime, callback.instructionId);
    const outcome = programmeId ? await recordEvent(runtime, callback, programmeId, received.requestId) : "unknown";
    log(outcome === "unknown" ? "error" : "info", "core-callback", {
      outcome,
      event_id: callback.eventId,
      request: received.requestId,
    });
    return 204;
  } catch (error) {
    log("error", "core-callback", {
      outcome: "failed",
      event_id: callback.eventId,
      request: received.requestId,
      ...safeError(error),
    });
    return 503;
  }
}

/** The core names the instruction only; it belongs to one programme. */
async function programmeOf(runtime: Runtime, instructionId: string): Promise<string | undefined> {
  if (!isUuid(instructionId)) return undefined;
  const { rows } = await runtime.pool.query<{ programme_id: string }>(
    "select programme_id from core_instructions where id = $1",
    [instructionId],
  );
  return rows[0]?.programme_id;
}
