import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { currentPrincipal } from "@/server/identity/principal";
import { newId } from "@/server/kernel/new-id";
import { fromElsewhere } from "@/server/kernel/same-origin";
import { appRouter } from "@/server/root";

async function handler(request: Request): Promise<Response> {
  if (request.method === "POST") {
    const json = request.headers.get("content-type")?.startsWith("application/json");
    if (!json || fromElsewhere(request)) return new Response(null, { status: 403 });
  }
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    // A question may be too long for an address; asked by POST it stays a question, and changes nothing.
    allowMethodOverride: true,
    createContext: async () => ({ principal: await currentPrincipal(), requestId: newId() }),
    responseMeta: () => ({ headers: { "cache-control": "no-store" } }),
  });
}

export { handler as GET, handler as POST };
