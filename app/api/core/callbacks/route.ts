import { env } from "@/env";
import { receiveCallback } from "@/server/controls/http";
import { newId } from "@/server/kernel/new-id";
import { runtime } from "@/server/kernel/runtime";
import "@/server/listeners";

export const dynamic = "force-dynamic";

/** Callbacks of the payment core; the signature is the only way in. The answer is a status and nothing else. */
export async function POST(request: Request): Promise<Response> {
  const status = await answer(request);
  return new Response(null, { status, headers: { "cache-control": "no-store" } });
}

async function answer(request: Request): Promise<number> {
  if (Number(request.headers.get("content-length") ?? 0) > 65_536) return 401;
  try {
    const body = await request.text();
    return await receiveCallback(await runtime(), env().CORE_CALLBACK_SECRET, {
      headers: request.headers,
      body,
      requestId: newId(),
    });
  } catch {
    return 503;
  }
}
