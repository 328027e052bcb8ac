import { BASIS_DEFINITIONS } from "@/domain/orders/bases";
import {
  type Authority,
  BASES,
  type DataKind,
  type OrderAct,
  type OrderBasis,
  type OrderExtent,
  type OrderTarget,
  type OrderTerm,
  type PaperCheck,
  type StatedItem,
} from "@/domain/orders/model";
import type { PaperInput } from "@/domain/orders/schema";
import { parseAmount } from "@/domain/shared/money";

/** What stands in the form, as typed. `amount` in yuan. */
export type OrderDraft = {
  readonly authority: Authority;
  readonly authorityName: string;
  readonly act: OrderAct;
  readonly basis: OrderBasis;
  readonly documentNumber: string;
  readonly documentOn: string;
  readonly caseNumber: string;
  readonly target: OrderTarget;
  readonly targetName: string;
  readonly scope: OrderExtent["scope"];
  readonly amount: string;
  readonly termUnit: OrderTerm["unit"];
  readonly termCount: string;
  readonly termUntil: string;
  readonly checks: readonly PaperCheck[];
  readonly stated: readonly StatedItem[];
  readonly data: readonly DataKind[];
  readonly from: string;
  readonly to: string;
  readonly officers: readonly { readonly name: string; readonly credential: string }[];
  readonly aboutId: string | null;
  readonly note: string;
  readonly doubted: boolean;
};

/** An empty form: a police freeze at the counter, the commonest. */
export const EMPTY_DRAFT: OrderDraft = {
  authority: "police",
  authorityName: "",
  act: "freeze",
  basis: "criminal",
  documentNumber: "",
  documentOn: "",
  caseNumber: "",
  target: "account",
  targetName: "",
  scope: "all",
  amount: "",
  termUnit: "months",
  termCount: "",
  termUntil: "",
  checks: [],
  stated: [],
  data: [],
  from: "",
  to: "",
  officers: [
    { name: "", credential: "" },
    { name: "", credential: "" },
  ],
  aboutId: null,
  note: "",
  doubted: false,
};

/** The bases on which an authority may give an act; all that know the act where it may on none, so that a wrong paper can be entered too. */
export function basesFor(authority: Authority, act: OrderAct): readonly OrderBasis[] {
  const knowing = BASES.filter((basis) => BASIS_DEFINITIONS[basis].acts.includes(act));
  const own = knowing.filter((basis) => BASIS_DEFINITIONS[basis].authorities.includes(authority));
  return own.length > 0 ? own : knowing;
}

/** The draft after a change, with a basis that fits the authority and the act. */
export function changed(draft: OrderDraft, change: Partial<OrderDraft>): OrderDraft {
  const next = { ...draft, ...change };
  const bases = basesFor(next.authority, next.act);
  const [first] = bases;
  if (bases.includes(next.basis) || !first) return next;
  const { term } = BASIS_DEFINITIONS[first];
  return { ...next, basis: first, termUnit: term?.unit ?? next.termUnit };
}

export const HOLDING_ACTS: readonly OrderAct[] = ["stop", "freeze", "renew"];
export const MONEY_ACTS: readonly OrderAct[] = ["stop", "freeze", "deduct"];

function extentOf({ act, scope, amount }: OrderDraft): OrderExtent | null {
  if (!MONEY_ACTS.includes(act)) return null;
  const read = parseAmount(amount, "CNY");
  const amountMinor = read.ok ? read.minor : null;
  if (act === "deduct") return { scope: "amount", amountMinor };
  return { scope, amountMinor: scope === "amount" ? amountMinor : null };
}

function termOf({ act, termUnit, termCount, termUntil }: OrderDraft): PaperInput["term"] {
  if (!HOLDING_ACTS.includes(act)) return null;
  if (termUnit === "until") return /^\d{4}-\d{2}-\d{2}$/.test(termUntil) ? { unit: "until", on: termUntil } : null;
  const count = Number(termCount);
  return Number.isInteger(count) && count > 0 ? { unit: termUnit, count } : null;
}

/** The paper that a form stands for; null while what every paper needs is not there. */
export function paperFrom(draft: OrderDraft, receivedAt: string): PaperInput | null {
  if (draft.authorityName.trim() === "" || draft.caseNumber.trim() === "") return null;
  const about = draft.act === "renew" || draft.act === "release";
  return {
    authority: draft.authority,
    authorityName: draft.authorityName.trim(),
    basis: draft.basis,
    act: draft.act,
    documentNumber: draft.documentNumber.trim(),
    documentOn: draft.documentOn || null,
    caseNumber: draft.caseNumber.trim(),
    target: about ? "account" : draft.target,
    targetName: about || draft.target === "reserve" ? "" : draft.targetName.trim(),
    extent: extentOf(draft),
    term: termOf(draft),
    checks: [...draft.checks],
    stated: [...draft.stated],
    disclosure:
      draft.act === "query" ? { data: [...draft.data], from: draft.from || null, to: draft.to || null } : null,
    aboutId: about ? draft.aboutId : null,
    officers: draft.officers.filter(({ name, credential }) => name.trim() !== "" || credential.trim() !== ""),
    receivedAt,
    note: draft.note.trim(),
  };
}

/** A list with one of its values put in or taken out. */
export function toggled<V>(values: readonly V[], value: V, on: boolean): readonly V[] {
  return on ? [...values.filter((one) => one !== value), value] : values.filter((one) => one !== value);
}
