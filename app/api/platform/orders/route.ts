import { newId } from "@/server/kernel/new-id";
import { runtime } from "@/server/kernel/runtime";
import { platformSecrets } from "@/server/orders/adapters/platform";
import { type Acknowledged, MAX_BODY, receiveMessage } from "@/server/orders/electronic/http";
import "@/server/listeners";
import { readBounded } from "@/server/kernel/bounded-body";

export const dynamic = "force-dynamic";

/** Messages of the telecom-fraud risk platform; the signature is the only way in. */
export async function POST(request: Request): Promise<Response> {
  const { status, body } = await answer(request);
  return new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: { "cache-control": "no-store", ...(body !== null && { "content-type": "application/json" }) },
  });
}

async function answer(request: Request): Promise<Acknowledged> {
  try {
    const body = await readBounded(request, MAX_BODY);
    if (body === null) return { status: 401, body: null };
    const received = { headers: request.headers, body: body.toString("utf8"), requestId: newId() };
    return await receiveMessage(await runtime(), platformSecrets(), received);
  } catch {
    return { status: 503, body: null };
  }
}
