import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Instant } from "@/domain/shared/time";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";

const shape = z.object({
  log: z.string(),
  treeSize: z.number().int().nonnegative(),
  sessionId: z.string(),
  expiresAt: z.string(),
  nonce: z.string(),
});

/** A permission to fetch one export: which log up to which head, by which session, until when, and used once. */
export type DownloadPermit = z.infer<typeof shape>;

function seal(keyRing: KeyRing, body: string): Buffer {
  return createHmac("sha256", keyRing.purposeKey("audit-download")).update(body).digest();
}

/** The permit as text for an address: its content and a seal over it. */
export function writeToken(keyRing: KeyRing, permit: DownloadPermit): string {
  const body = Buffer.from(JSON.stringify(permit)).toString("base64url");
  return `${body}.${seal(keyRing, body).toString("base64url")}`;
}

/** The permit again; null for one that was changed, made elsewhere, or is past its time. */
export function readToken(keyRing: KeyRing, token: string, now: Instant): DownloadPermit | null {
  const [body = "", mark = ""] = token.split(".");
  const given = Buffer.from(mark, "base64url");
  const own = seal(keyRing, body);
  if (given.length !== own.length || !timingSafeEqual(given, own)) return null;
  const permit = shape.parse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  return permit.expiresAt > now ? permit : null;
}
