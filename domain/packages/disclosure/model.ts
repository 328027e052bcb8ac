import type { MaskedField } from "../../customers/masking";

/**
 * Where a value comes from: the subject gave it; it was gathered in carrying out his contract; the law or the house's own
 * duty made it; the house worked it out. Only the first two move with him to another house.
 */
export type Origin = "given" | "contract" | "duty" | "derived";
export const PORTABLE: readonly Origin[] = ["given", "contract"];

/** How a value is told. `account`: an account by its number. `partner`: whom data go to, by name. `codes`: several. `document`: what was handed in, field by field. */
export type Told = {
  /** Its name in the machine-readable package. */
  readonly as: string;
  readonly kind:
    | "text"
    | "code"
    | "codes"
    | "date"
    | "moment"
    | "amount"
    | "number"
    | "flag"
    | "account"
    | "partner"
    | "document"
    | "message";
  readonly origin: Origin;
  /** What it is, for the schema. */
  readonly what: string;
  /** Sealed where it lies. */
  readonly sealed?: true;
  /** About somebody else: masked as that field is elsewhere, never in clear. */
  readonly mask?: MaskedField;
  /** The column with the currency of an amount; yuan without one. */
  readonly currency?: string;
  /** Where the words of a code stand in the messages: capability, then path. */
  readonly words?: string;
  /** What stands for a code that would tell more than the subject may know. */
  readonly neutral?: (code: string) => string;
};

/** A condition beside whose row it is: rows the subject may be told of. Its SQL stands with the reader. */
export type Only = "live" | "told-by-letter" | "from-subject" | "prepared" | "proven" | "automatic";

export type TableDisclosure = {
  /** In the order in which they are told. */
  readonly columns: Readonly<Record<string, Told>>;
  /** Personal columns that are not told, with why. */
  readonly leaves?: Readonly<Record<string, string>>;
  readonly only?: Only;
};

export type Disclosures = Readonly<Record<string, TableDisclosure>>;

type Extra = Partial<Omit<Told, "as" | "kind" | "origin" | "what">>;
const told =
  (kind: Told["kind"], more: Extra = {}) =>
  (as: string, origin: Origin, what: string, extra: Extra = {}): Told => ({
    as,
    kind,
    origin,
    what,
    ...more,
    ...extra,
  });

export const text = told("text");
export const sealed = told("text", { sealed: true });
export const date = told("date");
export const moment = told("moment");
export const amount = told("amount");
export const number = told("number");
export const flag = told("flag");
export const account = told("account");
export const partner = told("partner");
/** A code, with where its words stand. */
export const code = (as: string, origin: Origin, what: string, words: string, extra: Extra = {}): Told => ({
  as,
  kind: "code",
  origin,
  what,
  words,
  ...extra,
});
/** Several codes of one kind. */
export const codes = (as: string, origin: Origin, what: string, words: string): Told => ({
  as,
  kind: "codes",
  origin,
  what,
  words,
});
/** Somebody else's, masked. */
export const others = (as: string, mask: MaskedField, what: string): Told => ({
  as,
  kind: "text",
  origin: "duty",
  what,
  sealed: true,
  mask,
});
