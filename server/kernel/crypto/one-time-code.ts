import { createHmac, timingSafeEqual } from "node:crypto";
import type { KeyRing } from "./key-ring";

const DIGITS = 6;

const mac = (keyRing: KeyRing, text: string): Buffer =>
  createHmac("sha256", keyRing.purposeKey("one-time-code")).update(text).digest();

/**
 * The six digits of a challenge, made from its id whenever they are needed: for the letter that carries them, and nowhere
 * kept. Without the key ring nobody makes them from what the database holds.
 */
export function oneTimeCode(keyRing: KeyRing, challengeId: string): string {
  return String(mac(keyRing, `code:${challengeId}`).readUInt32BE(0) % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** A keyed hash of a code for a challenge. */
export const codeHash = (keyRing: KeyRing, challengeId: string, code: string): Buffer =>
  mac(keyRing, `answer:${challengeId}:${code}`);

/** Whether a code is the challenge's, in the same time for every answer. */
export const isCode = (keyRing: KeyRing, challengeId: string, code: string, kept: Buffer): boolean => {
  const given = codeHash(keyRing, challengeId, code);
  return given.length === kept.length && timingSafeEqual(given, kept);
};
