import { answerCall } from "@/server/connections/http";
import { callerFrom } from "@/server/identity/caller";
import { runtime } from "@/server/kernel/runtime";
import "@/server/listeners";

export const dynamic = "force-dynamic";

/** Every call of other systems; the doors are in server/connections/routes.ts. */
async function handler(request: Request): Promise<Response> {
  return answerCall(await runtime(), request, callerFrom(request.headers).address);
}

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT };
