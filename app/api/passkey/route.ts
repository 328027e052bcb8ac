import { publicUrl } from "@/env";
import { askForPasskey } from "@/server/identity/passkey-sign-in";
import { relyingParty } from "@/server/identity/relying-party";
import { runtime } from "@/server/kernel/runtime";
import { fromElsewhere } from "@/server/kernel/same-origin";

/** What a browser needs to prove a passkey before anybody is signed in. 404 where there are none, 403 for other sites. */
export async function POST(request: Request): Promise<Response> {
  if (fromElsewhere(request)) return new Response(null, { status: 403 });
  const party = relyingParty(publicUrl());
  if (!party) return new Response(null, { status: 404 });
  const question = await askForPasskey(await runtime(), party);
  return Response.json(question, { headers: { "cache-control": "no-store" } });
}
