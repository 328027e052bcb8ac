import { currentPrincipal } from "@/server/identity/principal";
import { getCertificate } from "@/server/retention/http";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return getCertificate(searchParams.get("id") ?? "", searchParams.get("lang") ?? "", await currentPrincipal());
}
