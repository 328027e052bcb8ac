import { createHmac, timingSafeEqual } from "node:crypto";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";

const mac = (keyRing: KeyRing, about: string, cursor: string) =>
  createHmac("sha256", keyRing.purposeKey("api-cursor")).update(`${about}\n${cursor}`).digest().subarray(0, 16);

/** A list's cursor as it leaves the house: opaque, and good only for the same list, filters and key (`about`). */
export function signCursor(keyRing: KeyRing, about: string, cursor: string | null): string | null {
  return cursor && `${cursor}.${mac(keyRing, about, cursor).toString("base64url")}`;
}

/** The list's cursor again; undefined for one that was not given out for this. */
export function openCursor(keyRing: KeyRing, about: string, signed: string): string | undefined {
  const at = signed.lastIndexOf(".");
  const cursor = signed.slice(0, at);
  const offered = Buffer.from(signed.slice(at + 1), "base64url");
  const right = mac(keyRing, about, cursor);
  return at > 0 && offered.length === right.length && timingSafeEqual(offered, right) ? cursor : undefined;
}
