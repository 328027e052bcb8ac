import type { Purpose } from "../consents/model";
import type { Rules } from "../rulebook/model";
import { type Decided, decided, type Result, refuse } from "../shared/result";
import { addDays, addMonths, type Instant, type LocalDate, shanghaiDate, startOfDay } from "../shared/time";
import {
  type Field,
  type PartnerFacts,
  type PartnerKind,
  type Safeguard,
  SHARE_CASES,
  type SharingPurpose,
  TRANSFER_CASES,
} from "./model";
import { CONFIRM_DAYS, HOME } from "./policy";

/** The kinds of data that may go to banks and clearing for a payment, and those an account opened there asks for besides. */
const BANK_FIELDS: readonly Field[] = ["name", "id-number", "card-number", "mobile"];
const BANK_ACCOUNT_FIELDS: readonly Field[] = [
  "id-image",
  "id-validity",
  "nationality",
  "sex",
  "address",
  "occupation",
];
const VERIFIER_FIELDS: readonly Field[] = ["name", "id-number", "card-number", "mobile"];

/** The most a purpose may take, with its row; others are held by what the agreement says. */
const FIELD_SETS: Partial<Record<SharingPurpose, { readonly fields: readonly Field[]; readonly rule: string }>> = {
  clearing: { fields: BANK_FIELDS, rule: "llpriv-share-bank-fields" },
  "account-opening": { fields: [...BANK_FIELDS, ...BANK_ACCOUNT_FIELDS], rule: "llpriv-share-bank-fields" },
  "identity-check": { fields: VERIFIER_FIELDS, rule: "llpriv-share-verifier-fields" },
  // Who somebody is and what he complains of; what the house found out about him is none of it (trap-complaint-forward).
  dispute: { fields: ["name", "id-number", "mobile", "contact"], rule: "mipriv-complaint-forward" },
};

/** Rows that stand beside a purpose's own. */
const ALSO: Partial<Record<SharingPurpose, readonly string[]>> = { dispute: ["trap-complaint-forward"] };

/** Whose program may run within the house's: it answers for itself by rules of its own, and is no authority or successor. */
const KIT_KINDS: readonly PartnerKind[] = ["entrusted", "recipient", "affiliate", "cross-border"];

/** What must stand in the agreement with whom. */
const NEEDED: Readonly<Record<PartnerKind, readonly Safeguard[]>> = {
  entrusted: ["encryption", "security-review", "processing-agreement", "no-own-use", "return-or-delete"],
  recipient: ["encryption", "security-review", "processing-agreement"],
  affiliate: ["encryption", "security-review", "processing-agreement"],
  "cross-border": ["encryption", "security-review", "processing-agreement", "export-gate"],
  successor: ["processing-agreement"],
  authority: ["encryption"],
};

const KIND_RULES: Readonly<Record<PartnerKind, readonly string[]>> = {
  entrusted: ["law-pipl-21", "llpriv-entrust-delete"],
  recipient: ["law-pipl-23"],
  affiliate: ["law-pipl-23", "trap-affiliate"],
  "cross-border": ["law-pipl-38", "law-pipl-39", "law-pipl-40", "llpriv-cross-border-3"],
  successor: ["law-pipl-22", "llpriv-transfer-4", "mipriv-merger-transfer"],
  authority: ["mipriv-share-legal", "llpriv-authority-needs-papers"],
};

/** Which purpose of consent stands behind giving data to a kind of partner; none where no consent is asked. */
export function consentPurpose(kind: PartnerKind, basis: PartnerFacts["basis"]): Purpose | null {
  if (basis !== "consent") return null;
  if (kind === "affiliate") return "share-affiliate";
  if (kind === "cross-border") return "cross-border";
  return kind === "recipient" || kind === "successor" ? "share-partner" : null;
}

/** Kinds that give for reasons of their own: nothing but a consent, a contract with the customer or a law lets data go there. */
const GROUNDS: Readonly<Record<PartnerKind, readonly PartnerFacts["basis"][]>> = {
  entrusted: ["consent", "contract", "legal-duty", "emergency", "other-law"],
  recipient: ["consent", "legal-duty"],
  affiliate: ["consent"],
  "cross-border": ["consent"],
  successor: ["consent", "legal-duty", "other-law"],
  authority: ["legal-duty", "other-law"],
};

/**
 * Whether data may be given to a partner as described. Nothing is sold; a foreign body is no authority; group members and
 * whoever decides for himself need the customer's own consent, unless a law orders it; the kinds of data keep to what the
 * documents name; the agreement has its safeguards and runs.
 */
export function allowPartner(
  facts: PartnerFacts & { readonly paid: boolean },
  on: LocalDate,
  rules: Rules,
): Result<{ readonly consentRequired: boolean }> {
  const ref = (id: string) => rules.ref(id, on);
  const { kind, country, basis, caseCode } = facts;
  if (facts.paid) return refuse("sharing.partner.sale", { basis: [ref("mipriv-no-sale")] });
  const abroad = country !== HOME;
  if (kind === "authority" && abroad)
    return refuse("sharing.partner.foreign-authority", {
      basis: [ref("law-pipl-41"), ref("trap-foreign-demand")],
      field: "country",
    });
  if (kind !== "cross-border" && abroad)
    return refuse("sharing.partner.abroad", {
      basis: [ref("law-pipl-38"), ref("llpriv-cross-border-3"), ref("mipriv-store-mainland")],
      field: "kind",
    });
  if (kind === "cross-border" && !abroad) return refuse("sharing.partner.not-abroad", { field: "country" });
  const kit = facts.way === "embedded-kit" ? [ref("mipriv-third-party-sdk")] : [];
  if (kit.length > 0 && !KIT_KINDS.includes(kind)) return refuse("sharing.partner.kit", { basis: kit, field: "way" });
  const cases: readonly string[] = kind === "successor" ? TRANSFER_CASES : SHARE_CASES;
  if (!cases.includes(caseCode))
    return refuse("sharing.partner.case-differs", {
      basis: [ref(kind === "successor" ? "llpriv-transfer-4" : "llpriv-share-8")],
      field: "caseCode",
    });
  if (!GROUNDS[kind].includes(basis))
    return refuse("sharing.partner.consent-needed", {
      basis: [...KIND_RULES[kind].map(ref), ref("law-pipl-13")],
      field: "basis",
    });
  const measured = withinFields(facts, on, rules);
  if (!measured.ok) return measured;
  const missing = NEEDED[kind].filter((safeguard) => !facts.safeguards.includes(safeguard));
  if (missing.length > 0)
    return refuse("sharing.partner.safeguards", {
      params: { count: missing.length },
      basis: [ref("mipriv-share-safeguards"), ref("llpriv-share-contract"), ref("law-pipl-21")],
      field: "safeguards",
    });
  if (facts.contractTo !== null && facts.contractTo < on)
    return refuse("sharing.partner.contract-over", { basis: [ref("llpriv-share-contract")], field: "contractTo" });
  return decided({ consentRequired: consentPurpose(kind, basis) !== null }, [
    ...["mipriv-no-sale", "llpriv-share-8", "mipriv-share-safeguards", "llpriv-share-contract"].map(ref),
    ...KIND_RULES[kind].map(ref),
    ...kit,
    ...measured.basis,
  ]);
}

function withinFields({ purpose, fields }: PartnerFacts, on: LocalDate, rules: Rules): Result<true> {
  const set = FIELD_SETS[purpose];
  if (!set) return decided(true);
  const basis = [set.rule, ...(ALSO[purpose] ?? [])].map((id) => rules.ref(id, on));
  if (fields.every((field) => set.fields.includes(field))) return decided(true, basis);
  return refuse("sharing.partner.fields-too-wide", { basis, field: "fields" });
}

/** The last day records of giving and entrusting are kept to at least, after the last giving (law-netdata-12). */
export function keptUntil(endedOn: LocalDate, rules: Rules): Decided<LocalDate> {
  const years = Number(rules.figure("law-netdata-12", "years", endedOn).value);
  return decided(addMonths(endedOn, years * 12), [rules.ref("law-netdata-12", endedOn)]);
}

/** What follows from the end of a partner's contract: who worked for the house returns or deletes everything. */
export function endPartner(
  kind: PartnerKind,
  on: LocalDate,
  rules: Rules,
): Decided<{ readonly notice: boolean; readonly keptUntil: LocalDate }> {
  const kept = keptUntil(on, rules);
  const notice = kind === "entrusted" || kind === "cross-border";
  const basis = notice ? [rules.ref("llpriv-entrust-delete", on), rules.ref("law-pipl-21", on)] : [];
  return decided({ notice, keptUntil: kept.value }, [...basis, ...kept.basis]);
}

/** Whether something may be given: to an active partner, of the kinds agreed, not stopped, and with the customer's word where it needs one. */
export function disclose(
  given: {
    readonly partner: { readonly state: string; readonly fields: readonly Field[]; readonly consentRequired: boolean };
    readonly fields: readonly Field[];
    readonly stopped: boolean;
    readonly agreed: boolean;
    readonly at: Instant;
  },
  now: Instant,
  rules: Rules,
): Result<true> {
  const ref = (id: string) => rules.ref(id, shanghaiDate(now));
  if (given.at > now) return refuse("sharing.disclosure.future", { field: "at" });
  if (given.partner.state !== "active") return refuse("sharing.partner.not-active");
  if (given.stopped)
    return refuse("sharing.disclosure.stopped", { basis: [ref("mipriv-share-optout"), ref("law-pipl-15")] });
  if (!given.fields.every((field) => given.partner.fields.includes(field)))
    return refuse("sharing.disclosure.fields", { basis: [ref("llpriv-share-contract")], field: "fields" });
  if (given.partner.consentRequired && !given.agreed)
    return refuse("sharing.disclosure.not-agreed", { basis: [ref("law-pipl-23")] });
  return decided(true, [ref("law-netdata-12"), ...(given.partner.consentRequired ? [ref("law-pipl-23")] : [])]);
}

/** Partners a customer may stop: those that get his data by his consent. Who works for the house, or by law, stays. */
export const stoppable = (partner: { readonly consentRequired: boolean }): boolean => partner.consentRequired;

/** The moment from which a recipient that has not confirmed is late. */
export function confirmBy(openedAt: Instant, rules: Rules): Decided<Instant> {
  const on = shanghaiDate(openedAt);
  return decided(startOfDay(addDays(on, CONFIRM_DAYS + 1)), [
    rules.ref("llpriv-delete-downstream", on),
    rules.ref("law-pipl-47", on),
  ]);
}

/** What is done with a foreign body's demand: it goes up, and stays refused without the permission the law asks for. */
export function receiveDemand(country: string, on: LocalDate, rules: Rules): Result<true> {
  const basis = [rules.ref("law-pipl-41", on), rules.ref("trap-foreign-demand", on)];
  return country === HOME ? refuse("sharing.demand.home", { basis, field: "country" }) : decided(true, basis);
}

/** Decides a demand. "Permitted" needs the competent authority's permission: its reference, and its paper. */
export function decideDemand(
  input: {
    readonly outcome: "rejected" | "permitted";
    readonly permission: string | null;
    /** How many papers are on file: what the foreign body wrote, and the permission. */
    readonly papers: number;
    readonly registeredBy: string;
    readonly decider: string;
  },
  on: LocalDate,
  rules: Rules,
): Result<true> {
  const basis = [rules.ref("law-pipl-41", on), rules.ref("trap-foreign-demand", on)];
  if (input.registeredBy === input.decider) return refuse("sharing.demand.own");
  if (input.outcome === "permitted" && !input.permission)
    return refuse("sharing.demand.permission-missing", { basis, field: "permission" });
  if (input.outcome === "permitted" && input.papers === 0) return refuse("sharing.demand.paper-missing", { basis });
  return decided(true, basis);
}

/** Kinds of partners the published list names: whoever gets data, authorities left out, who have them by law. */
const PUBLISHED: readonly PartnerKind[] = ["entrusted", "recipient", "affiliate", "cross-border", "successor"];

/** The kinds the list of recipients names that anybody may read, and the row that wants it published. */
export function publishedKinds(on: LocalDate, rules: Rules): Decided<readonly PartnerKind[]> {
  return decided(PUBLISHED, [rules.ref("mipriv-share-list", on), rules.ref("law-pipl-23", on)]);
}
