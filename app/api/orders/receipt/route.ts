import { currentPrincipal } from "@/server/identity/principal";
import { getReceipt } from "@/server/orders/http";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return getReceipt(searchParams.get("id") ?? "", searchParams.get("lang") ?? "", await currentPrincipal());
}
