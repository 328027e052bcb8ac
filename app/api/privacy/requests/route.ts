import { callerFrom } from "@/server/identity/caller";
import { runtime } from "@/server/kernel/runtime";
import "@/server/listeners";
import { getStatus, postForm } from "@/server/privacy/http";

export const dynamic = "force-dynamic";

/** The public form of privacy requests: no session, its own rates; server/privacy/public-form.ts holds what it says. */
export async function POST(request: Request): Promise<Response> {
  return postForm(await runtime(), request, callerFrom(request.headers).address);
}

export async function GET(request: Request): Promise<Response> {
  return getStatus(await runtime(), request, callerFrom(request.headers).address);
}
