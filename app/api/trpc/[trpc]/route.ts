import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { currentPrincipal } from "@/server/identity/principal";
import { newId } from "@/server/kernel/new-id";
import { appRouter } from "@/server/root";

/** A browser says where a request comes from; one from another site may not change anything. */
function fromElsewhere(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site) return site !== "same-origin" && site !== "none";
  const origin = request.headers.get("origin");
  return origin !== null && new URL(origin).host !== request.headers.get("host");
}

async function handler(request: Request): Promise<Response> {
  if (request.method === "POST") {
    const json = request.headers.get("content-type")?.startsWith("application/json");
    if (!json || fromElsewhere(request)) return new Response(null, { status: 403 });
  }
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: async () => ({ principal: await currentPrincipal(), requestId: newId() }),
    responseMeta: () => ({ headers: { "cache-control": "no-store" } }),
  });
}

export { handler as GET, handler as POST };
