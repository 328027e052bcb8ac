import { getPage } from "@/server/evidence/http";
import { currentPrincipal } from "@/server/identity/principal";
import "@/server/listeners";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  return getPage(await currentPrincipal(), { link: asked.get("link") ?? "", page: Number(asked.get("page") ?? "1") });
}
