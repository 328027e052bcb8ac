import { currentPrincipal } from "@/server/identity/principal";
import { getExport } from "@/server/incidents/http";
import "@/server/listeners";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return getExport(new URL(request.url).searchParams.get("id") ?? "", await currentPrincipal());
}
