import { callerFrom } from "@/server/identity/caller";
import { currentPrincipal } from "@/server/identity/principal";
import { getPackage, postCollect } from "@/server/packages/http";
import "@/server/listeners";

export const dynamic = "force-dynamic";

/** A package for the desk, by a signed link. */
export async function GET(request: Request): Promise<Response> {
  return getPackage(await currentPrincipal(), new URL(request.url).searchParams.get("link") ?? "");
}

/** A package for its customer, by number and code. */
export async function POST(request: Request): Promise<Response> {
  return postCollect(request, callerFrom(request.headers));
}
