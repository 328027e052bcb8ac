import { getExport } from "@/server/audit/http";
import { currentPrincipal } from "@/server/identity/principal";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return getExport(new URL(request.url).searchParams.get("token") ?? "", await currentPrincipal());
}
