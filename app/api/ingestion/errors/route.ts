import { currentPrincipal } from "@/server/identity/principal";
import { getErrors } from "@/server/ingestion/http";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  return getErrors(asked.get("batch") ?? "", asked.get("language") === "en" ? "en" : "zh-CN", await currentPrincipal());
}
