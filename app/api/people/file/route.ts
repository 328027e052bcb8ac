import { currentPrincipal } from "@/server/identity/principal";
import { getFile } from "@/server/people/http";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  return getFile(new URL(request.url).searchParams, await currentPrincipal());
}
