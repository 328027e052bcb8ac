import { currentPrincipal } from "@/server/identity/principal";
import { getReport } from "@/server/incidents/http";
import "@/server/listeners";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const [incidentId = "", reportId = "", language = ""] = ["incident", "report", "language"].map(
    (name) => asked.get(name) ?? "",
  );
  return getReport({ incidentId, reportId, language }, await currentPrincipal());
}
