import { env } from "@/env";
import { readBounded } from "@/server/kernel/bounded-body";
import { newId } from "@/server/kernel/new-id";
import { runtime } from "@/server/kernel/runtime";
import { receiveReceipt } from "@/server/letters/http";

const MOST_BYTES = 16_384;

export const dynamic = "force-dynamic";

/** Receipts of the message provider; the signature is the only way in. The answer is a status and nothing else. */
export async function POST(request: Request): Promise<Response> {
  const status = await answer(request);
  return new Response(null, { status, headers: { "cache-control": "no-store" } });
}

async function answer(request: Request): Promise<number> {
  try {
    const body = await readBounded(request, MOST_BYTES);
    if (body === null) return 401;
    return await receiveReceipt(await runtime(), env().MESSENGER_RECEIPT_SECRET, {
      headers: request.headers,
      body: body.toString("utf8"),
      requestId: newId(),
    });
  } catch {
    return 503;
  }
}
