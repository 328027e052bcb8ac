import { newId } from "@/server/kernel/new-id";
import { runtime } from "@/server/kernel/runtime";
import { platformSecrets } from "@/server/orders/adapters/platform";
import { type Acknowledged, MAX_BODY, receiveMessage } from "@/server/orders/electronic/http";
import "@/server/listeners";

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
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY) return { status: 401, body: null };
  try {
    const received = { headers: request.headers, body: await request.text(), requestId: newId() };
    return await receiveMessage(await runtime(), platformSecrets(), received);
  } catch {
    return { status: 503, body: null };
  }
}
