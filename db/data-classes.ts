/**
 * Grades of personal financial data, JR/T 0171-2020: C3 opens an account or authenticates, C2 names a person or shows his
 * money, C1 is known inside the institution only.
 */
export type Grade = "C1" | "C2" | "C3";

/** What a column without personal data holds. A `reference` leads to a person only through a fenced table. */
export type Plain = "id" | "reference" | "scope" | "code" | "fact" | "time" | "system";

/** How a personal value is kept. `clear` needs a reason. */
export type Protection =
  | { readonly kind: "sealed" }
  | { readonly kind: "keyed-hash" }
  | { readonly kind: "one-way" }
  | { readonly kind: "clear"; readonly reason: string };

/** What is to be known of a column that holds personal data. */
export type Personal = {
  readonly grade: Grade;
  readonly of: "customer" | "counterparty" | "staff";
  /** What it is, in words. */
  readonly data: string;
  readonly purpose: string;
  /** The retention class of its data key (server/kernel/vault.ts), or `service` for staff; and the rule that sets it. */
  readonly retention: {
    readonly class: "identity" | "contact" | "trade" | "casework" | "service";
    readonly rule: string;
  };
  readonly protection: Protection;
};

export type ColumnClass = Plain | Personal;
/** The columns of one table. */
export type TableClass = Readonly<Record<string, ColumnClass>>;

/** An envelope of the vault. */
export const SEALED: Protection = { kind: "sealed" };
/**
 * Records of identity and trade, and work on cases, are kept for the years the anti-money-laundering law says; a marketplace's
 * by the terms of its own law, which domain/retention reckons.
 */
const KEPT = "law-aml-34";

/** Columns without personal data: names by what they hold, parted by spaces. */
export const plain = (words: Partial<Record<Plain, string>>): Record<string, Plain> =>
  Object.fromEntries(
    Object.entries(words).flatMap(([kind, columns]) => columns.split(/\s+/).map((name) => [name, kind as Plain])),
  );

/** What every business row says of whose it is. */
export const SCOPE = "programme_id legal_entity_id";

/** What says who a customer is. */
export const identity = (data: string, protection: Protection = SEALED, grade: Grade = "C2"): Personal => ({
  grade,
  of: "customer",
  data,
  purpose: "know the customer",
  retention: { class: "identity", rule: KEPT },
  protection,
});

/** How a customer is reached: telephone and address stand among the nine items of the customer file (mipriv-aml-nine). */
export const contact = (data: string): Personal => ({
  grade: "C2",
  of: "customer",
  data,
  purpose: "reach the customer",
  retention: { class: "contact", rule: KEPT },
  protection: SEALED,
});

/** What a customer, or the other side, did with money. */
export const trade = (data: string, protection: Protection = SEALED, of: Personal["of"] = "customer"): Personal => ({
  grade: "C2",
  of,
  data,
  purpose: "record and watch trade",
  retention: { class: "trade", rule: KEPT },
  protection,
});

/** What people wrote about a case. */
export const casework = (data: string): Personal => ({
  grade: "C2",
  of: "customer",
  data,
  purpose: "say why a case was decided so",
  retention: { class: "casework", rule: KEPT },
  protection: SEALED,
});

/** What is known of the people who work here. */
export const staff = (data: string, protection: Protection, grade: Grade = "C1"): Personal => ({
  grade,
  of: "staff",
  data,
  purpose: "sign in and answer for one's acts",
  retention: { class: "service", rule: KEPT },
  protection,
});

/** Kept in clear, with the reason. */
export const clear = (reason: string): Protection => ({ kind: "clear", reason });
/** Why amounts and their days are in clear. */
export const SUMMED = clear("summed and compared in the database; the row names nobody, only a fenced reference");
/** Why a coarse value is in clear. */
export const COARSE = clear("a coarse value that points to nobody alone");
/** Why names of staff are in clear. */
export const COLLEAGUE = clear("colleagues are named to each other by it");
