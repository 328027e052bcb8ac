import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import type { LocalDate } from "../shared/time";
import type { PrivacyDocument, RequestType } from "./model";
import { PRIVACY_CONTACTS } from "./policy";

/** The rows under which a document names who answers for people's data: a channel of its own, never the payments' line. */
const CONTACT_RULES: Readonly<Record<PrivacyDocument, readonly string[]>> = {
  "payment-policy": ["mipriv-channel", "mipriv-hotline", "law-pipl-52"],
  "merchant-policy": ["llpriv-dpo-contact", "law-pipl-52"],
  "platform-agreement": ["youpin-privacy-rights", "law-pipl-52"],
  "account-agreement": ["law-pipl-52"],
};

/** By which ways somebody may ask for something under a document. */
export const ASKING_WAYS = ["app-settings", "customer-service", "hotline", "mail", "merchant", "form"] as const;
export type AskingWay = (typeof ASKING_WAYS)[number];

/** Ways a document names for closing its service; the others leave it to the desk and the form. */
const CLOSING: Partial<Record<PrivacyDocument, { readonly rule: string; readonly ways: readonly AskingWay[] }>> = {
  "payment-policy": { rule: "mipriv-close-path", ways: ["app-settings", "customer-service"] },
  "merchant-policy": { rule: "llpriv-close-quickpay-paths", ways: ["hotline", "mail", "merchant"] },
};

export type Contact = {
  readonly phone: string;
  readonly mail: string;
  /** The ways the document names, and the form, which is open under each. */
  readonly ways: readonly AskingWay[];
};

/**
 * Whom somebody asks about his data under a document, and by which ways for this type. Each document has a line of its
 * own (trap-hotlines), and every right an easy way (law-pipl-50).
 */
export function contactOf(document: PrivacyDocument, type: RequestType, rules: Rules, on: LocalDate): Decided<Contact> {
  const closing = type === "closure" ? CLOSING[document] : undefined;
  const { phone, mail } = PRIVACY_CONTACTS[document];
  const ids = [
    ...CONTACT_RULES[document],
    "law-pipl-50",
    "trap-hotlines",
    ...(closing ? [closing.rule] : ["mipriv-rights-5"]),
  ];
  return decided(
    { phone, mail, ways: [...(closing?.ways ?? (["hotline", "mail"] as const)), "form"] },
    ids.map((id) => rules.ref(id, on)),
  );
}
