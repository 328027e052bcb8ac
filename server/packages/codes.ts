import { createHmac } from "node:crypto";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import { randomFromPool } from "@/server/kernel/crypto/random";

/** Digits and letters that nobody takes for one another, 32 of them: five bits a sign. */
const SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH = 12;
const GROUP = 4;

/** A new code of sixty bits, in groups people can read out. */
export function newCode(): string {
  const signs = [...randomFromPool(LENGTH)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join("");
  return signs.replace(new RegExp(`(.{${GROUP}})(?=.)`, "g"), "$1-");
}

/** The keyed hash that is kept of a package's code, however it was typed. */
export function codeHash(keyRing: KeyRing, packageId: string, code: string): Buffer {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, "");
  return createHmac("sha256", keyRing.purposeKey("package-code")).update(`${packageId}:${plain}`).digest();
}
