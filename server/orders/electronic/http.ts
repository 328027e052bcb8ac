import { execute } from "@/server/kernel/command";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { verifyMessage } from "../adapters/platform";
import { raiseElectronicConflict } from "../commands/raise-electronic-conflict";
import { receiveElectronicOrder } from "../commands/receive-electronic-order";
import { executeKept, platformOf } from "./execute-kept";
import { findMessage } from "./store";

export const MAX_BODY = 65_536;

export type Acknowledged = {
  readonly status: 200 | 400 | 401 | 404 | 409 | 503;
  readonly body: Readonly<Record<string, unknown>> | null;
};

const no = (status: Acknowledged["status"], code: string, more = {}): Acknowledged => ({
  status,
  body: { code, ...more },
});

type Known = { readonly id: string; readonly number: string; readonly state: string; readonly same: boolean };

/**
 * Takes a message of the platform: proves it, keeps it, carries it out, and says where it stands. 401 to whatever is not
 * signed by the platform in time, 400 to what the protocol does not know, 404 for a programme this house has not, 409 for
 * an id that stands for another message, 503 when it could not be kept: the platform then sends it again. The same message
 * again changes nothing and gets the state of the first.
 */
export async function receiveMessage(
  runtime: Runtime,
  secrets: readonly string[],
  received: { readonly headers: Headers; readonly body: string; readonly requestId: string },
): Promise<Acknowledged> {
  const { body, requestId } = received;
  if (secrets.length === 0 || Buffer.byteLength(body) > MAX_BODY) return { status: 401, body: null };
  const verified = verifyMessage({ secrets, headers: received.headers, body });
  if (!verified.ok) {
    log("info", "platform-message", { outcome: verified.reason, request: requestId });
    if (verified.reason === "signature") return { status: 401, body: null };
    return no(400, "malformed", { fields: verified.fields });
  }
  const { messageId, programme } = verified.message;
  try {
    if (!(await hasProgramme(runtime, programme))) return no(404, "unknown-programme");
    const kept = await keep(runtime, programme, messageId, received);
    if (!kept.same) return no(409, "other-message");
    if (kept.state === "received") await executeKept(runtime, programme, kept.id, requestId).catch(ofLater(requestId));
    const now = await known(runtime, programme, messageId, body);
    log("info", "platform-message", { outcome: now?.state ?? "kept", order: kept.id, request: requestId });
    return { status: 200, body: { messageId, number: kept.number, state: now?.state ?? kept.state } };
  } catch (error) {
    log("error", "platform-message", { outcome: "failed", request: requestId, ...safeError(error) });
    return no(503, "try-again");
  }
}

/** It is kept: what failed now is taken up by the worker, and the platform need not send it again. */
const ofLater = (request: string) => (error: unknown) =>
  log("error", "platform-message", { outcome: "kept", request, ...safeError(error) });

async function hasProgramme(runtime: Runtime, programmeId: string): Promise<boolean> {
  const { rowCount } = await runtime.pool.query("select from programmes where id = $1", [programmeId]);
  return rowCount === 1;
}

async function keep(
  runtime: Runtime,
  programmeId: string,
  messageId: string,
  { body, requestId }: { readonly body: string; readonly requestId: string },
): Promise<Known> {
  const before = await known(runtime, programmeId, messageId, body);
  if (before) return before.same ? before : conflict(runtime, programmeId, before, body, requestId);
  const principal = platformOf(programmeId);
  const orderId = newId<"electronic-order">();
  const call = { principal, input: { orderId, raw: body }, key: orderId, requestId };
  const received = await execute(runtime, receiveElectronicOrder, call);
  if (received.ok) return { id: orderId, number: received.result.number, state: "received", same: true };
  const first = await known(runtime, programmeId, messageId, body);
  if (!first) throw new Error(`not kept: ${received.code}`);
  return first.same ? first : conflict(runtime, programmeId, first, body, requestId);
}

async function conflict(
  runtime: Runtime,
  programmeId: string,
  first: Known,
  body: string,
  requestId: string,
): Promise<Known> {
  const hash = sha256Hex(body);
  const input = { orderId: first.id, sha256: hash };
  await execute(runtime, raiseElectronicConflict, {
    principal: platformOf(programmeId),
    input,
    key: `${first.id}:${hash}`,
    requestId,
  });
  return first;
}

/** The order kept under a message's id, and whether it came as these very bytes. */
function known(runtime: Runtime, programmeId: string, messageId: string, body: string): Promise<Known | undefined> {
  return inScope(runtime, platformOf(programmeId), "read", async (scope) => {
    const order = await findMessage(scope, messageId, { lock: false });
    const value = order && {
      id: order.id,
      number: order.number,
      state: order.state,
      same: order.hash.toString("hex") === sha256Hex(body),
    };
    return { keep: false, value };
  });
}
