import { currentPrincipal } from "@/server/identity/principal";
import { postUpload } from "@/server/ingestion/http";

export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  return postUpload(request, await currentPrincipal());
}
