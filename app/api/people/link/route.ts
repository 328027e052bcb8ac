import { postLink } from "@/server/people/http";

export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  return postLink(request);
}
