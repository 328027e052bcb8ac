import { handleUpload } from "@/server/evidence/http";
import { currentPrincipal } from "@/server/identity/principal";
import "@/server/listeners";

export const dynamic = "force-dynamic";

async function handler(request: Request): Promise<Response> {
  return handleUpload(request, await currentPrincipal());
}

export { handler as HEAD, handler as PATCH };
