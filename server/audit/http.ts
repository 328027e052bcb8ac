import type { Principal } from "@/server/kernel/actor";
import { AppError } from "@/server/kernel/errors";
import { claimKey, requestHash } from "@/server/kernel/idempotency";
import { runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { readToken } from "./download-token";
import { exportLines } from "./export-stream";

const empty = (status: number) => new Response(null, { status, headers: { "cache-control": "no-store" } });

/**
 * The file of an export that `exportLog` permitted: JSON lines, streamed. The token is good once, for the session it was
 * made for and while that session may still export: 401, 403 otherwise, 410 when it was used.
 */
export async function getExport(token: string, principal: Principal | null): Promise<Response> {
  if (!principal) return empty(401);
  const own = await runtime();
  const permit = readToken(own.keyRing, token, own.clock());
  if (!permit) return empty(403);
  try {
    const status = await inScope(own, principal, "write", async ({ tx, actor, now }) => {
      const allowed = actor.permissions.has("audit.export") && actor.sessionId === permit.sessionId;
      if (!allowed || !permit.log.startsWith(`${actor.programmeId}.`)) return { keep: false, value: 403 };
      const claim = await claimKey(tx, actor, "audit.log.export", permit.nonce, requestHash(permit), now);
      return { keep: true, value: claim.state === "new" ? 200 : 410 };
    });
    if (status !== 200) return empty(status);
  } catch (error) {
    if (error instanceof AppError) return empty(error.category === "unauthenticated" ? 401 : 403);
    throw error;
  }
  return new Response(bodyOf(exportLines(own, permit)), {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "content-disposition": `attachment; filename="audit-${permit.log}-${permit.treeSize}.jsonl"`,
      "cache-control": "no-store",
    },
  });
}

/** Lines as a body that is made as fast as it is fetched, and no longer when nobody fetches it. */
function bodyOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
