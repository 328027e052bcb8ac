import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";

const claims = z.strictObject({
  file: z.uuid(),
  session: z.string(),
  programme: z.string(),
  part: z.enum(["page", "original"]),
  /** Milliseconds since the epoch. */
  until: z.number(),
});
export type LinkClaims = z.output<typeof claims>;

function tagOf(keyRing: KeyRing, body: string): Buffer {
  return createHmac("sha256", keyRing.purposeKey("evidence-link")).update(body).digest();
}

/** A link's secret part: what may be fetched, by which session, until when. */
export function signLink(keyRing: KeyRing, link: LinkClaims): string {
  const body = Buffer.from(JSON.stringify(link)).toString("base64url");
  return `${body}.${tagOf(keyRing, body).toString("base64url")}`;
}

/** What a link allows; undefined when it was not signed here. Session and time are for the caller to compare. */
export function readLink(keyRing: KeyRing, text: string): LinkClaims | undefined {
  const [body = "", tag = ""] = text.split(".");
  const given = Buffer.from(tag, "base64url");
  const right = tagOf(keyRing, body);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const parsed = claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  return parsed.success ? parsed.data : undefined;
}
