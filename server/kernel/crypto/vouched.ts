import { createHmac, timingSafeEqual } from "node:crypto";
import type { KeyRing } from "./key-ring";

const mac = (keyRing: KeyRing, purpose: string, payload: string): Buffer =>
  createHmac("sha256", keyRing.purposeKey(purpose)).update(payload).digest();

/** Vouches for a fact the house was told: the token carries it in clear, signed for one purpose. */
export function vouch(keyRing: KeyRing, purpose: string, fact: unknown): string {
  const payload = Buffer.from(JSON.stringify(fact)).toString("base64url");
  return `${payload}.${mac(keyRing, purpose, payload).toString("base64url")}`;
}

/** The fact of a token signed here for this purpose; undefined for anything else. */
export function vouchedFact(keyRing: KeyRing, purpose: string, token: string): unknown {
  const [payload = "", signature = "", ...rest] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const right = mac(keyRing, purpose, payload);
  if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
}
