import { getOriginal } from "@/server/evidence/http";
import { currentPrincipal } from "@/server/identity/principal";
import "@/server/listeners";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return getOriginal(await currentPrincipal(), { link: new URL(request.url).searchParams.get("link") ?? "" });
}
