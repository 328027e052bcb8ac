import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";

const claims = z.strictObject({
  download: z.uuid(),
  package: z.uuid(),
  session: z.string(),
  programme: z.string(),
  /** Milliseconds since the epoch. */
  until: z.number(),
});
export type PackageLink = z.output<typeof claims>;

const tagOf = (keyRing: KeyRing, body: string): Buffer =>
  createHmac("sha256", keyRing.purposeKey("package-link")).update(body).digest();

/** A link's secret part: which package may be fetched, by which session, until when. */
export function signLink(keyRing: KeyRing, link: PackageLink): string {
  const body = Buffer.from(JSON.stringify(link)).toString("base64url");
  return `${body}.${tagOf(keyRing, body).toString("base64url")}`;
}

/** What a link allows; undefined when it was not signed here. Session and time are for the caller to compare. */
export function readLink(keyRing: KeyRing, text: string): PackageLink | undefined {
  const [body = "", tag = ""] = text.split(".");
  const given = Buffer.from(tag, "base64url");
  const right = tagOf(keyRing, body);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const parsed = claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  return parsed.success ? parsed.data : undefined;
}
