import { env } from "@/env";
import { receiveCallback } from "@/server/controls/http";
import { newId } from "@/server/kernel/new-id";
import { runtime } from "@/server/kernel/runtime";
import "@/server/listeners";
import { readBounded } from "@/server/kernel/bounded-body";

const MOST_BYTES = 65_536;

export const dynamic = "force-dynamic";

/** Callbacks of the payment core; the signature is the only way in. The answer is a status and nothing else. */
export async function POST(request: Request): Promise<Response> {
  const status = await answer(request);
  return new Response(null, { status, headers: { "cache-control": "no-store" } });
}

async function answer(request: Request): Promise<number> {
  try {
    const body = await readBounded(request, MOST_BYTES);
    if (body === null) return 401;
    return await receiveCallback(await runtime(), env().CORE_CALLBACK_SECRET, {
      headers: request.headers,
      body: body.toString("utf8"),
      requestId: newId(),
    });
  } catch {
    return 503;
  }
}
