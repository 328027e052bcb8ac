import { env } from "@/env";
import { newId } from "@/server/kernel/new-id";
import { runtime } from "@/server/kernel/runtime";
import { receiveReceipt } from "@/server/letters/http";

export const dynamic = "force-dynamic";

/** Receipts of the message provider; the signature is the only way in. The answer is a status and nothing else. */
export async function POST(request: Request): Promise<Response> {
  const status = await answer(request);
  return new Response(null, { status, headers: { "cache-control": "no-store" } });
}

async function answer(request: Request): Promise<number> {
  if (Number(request.headers.get("content-length") ?? 0) > 16_384) return 401;
  try {
    const body = await request.text();
    return await receiveReceipt(await runtime(), env().MESSENGER_RECEIPT_SECRET, {
      headers: request.headers,
      body,
      requestId: newId(),
    });
  } catch {
    return 503;
  }
}
