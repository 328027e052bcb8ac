import { isCardNumber } from "./card-number";

/** What opens somebody's card or account: seen for a moment, kept by nobody (five kinds, llpriv-never-store-sad). */
export const CARD_SECRETS = ["track", "chip", "code", "expiry", "password"] as const;
export type CardSecret = (typeof CARD_SECRETS)[number];

const SIGNS: Readonly<Record<Exclude<CardSecret, "expiry">, RegExp>> = {
  // Tracks one and two of ISO/IEC 7813.
  track: /%?B\d{12,19}\^[^^]{2,26}\^\d{4}|;?\d{12,19}=\d{4}\d{3}/,
  // Track two equivalent data of a chip (EMV tag 57), in hexadecimal.
  chip: /\b57[01][0-9A-F]\d{12,19}D\d{7}/i,
  // Card verification value or a code by text message, said to be one.
  code: /(?:cvv2?|cvc2?|cvn2?|安全码|验证码|校验码|verification code|security code|one-time code)\D{0,6}\d{3,8}(?!\d)/i,
  password: /(?:密码|口令|passwor[dt]|\bpin)\s*(?:是|为|[:：=]|is)\s*\S{4,}/i,
};
const EXPIRY = /(?:有效期|到期|exp(?:iry|ires)?|valid (?:thru|until))\D{0,8}(?:0[1-9]|1[0-2])\s*[/-]\s*\d{2}/i;

/** The secrets of a card or account that a text holds. An expiry is one beside a whole card number. */
export function cardSecretsIn(text: string): readonly CardSecret[] {
  const plain = text.normalize("NFKC");
  const found: CardSecret[] = (["track", "chip", "code", "password"] as const).filter((kind) =>
    SIGNS[kind].test(plain),
  );
  const cards = plain.replaceAll(/(?<=\d)[ -](?=\d)/g, "").match(/(?<!\d)\d{12,19}(?!\d)/g) ?? [];
  return EXPIRY.test(plain) && cards.some(isCardNumber) ? [...found, "expiry"] : found;
}
