/** The parts of what the house knows of a customer, as they are told to him. */
export const SECTIONS = [
  "profile",
  "identity-documents",
  "representatives",
  "accounts",
  "cards",
  "transactions",
  "devices",
  "limits",
  "measures",
  "identity-checks",
  "losses",
  "objections",
  "closures",
  "letters",
  "files",
  "consents",
  "sharing",
  "automatic-decisions",
  "requests",
] as const;
export type Section = (typeof SECTIONS)[number];

/** How a row is found from its subject. */
export type SubjectRoute =
  /** The customer's id stands in this column. */
  | { readonly by: "column"; readonly column: string }
  /** `on` of the row is the id of a row of `through`, whose `column` holds the customer's id. */
  | {
      readonly by: "join";
      readonly through: string;
      readonly on: string;
      readonly column: string;
      /** Which column of `through` it is, where not the id. */
      readonly at?: string;
    }
  /** Nobody in particular: why. */
  | { readonly by: "none"; readonly reason: string };

/**
 * What becomes of a clear or hashed column when its class goes: no value, where the column needs one nought, no bytes, an
 * empty object or the first day of its year, or it stays, since it tells nothing of anybody once the rest is gone.
 */
export type ColumnEnd = "null" | "zero" | "no-bytes" | "empty-object" | "year" | "stays";

export type TableMap = {
  readonly route: SubjectRoute;
  /** Primary key columns, for going through it in order. */
  readonly key: readonly string[];
  /** Whose data key seals it. */
  readonly owner:
    | "customer"
    | "work-item"
    | "approval"
    | "order"
    | "evidence-file"
    | "counterparty"
    | "keeping"
    /** A request's own until its subject has proven himself, his from then on. */
    | "privacy-request";
  /** Who may see its rows; `column`: the row says so itself. */
  readonly clearance: "general" | "suspicion" | "column";
  /** Where it stands in what a customer is given of his data, or why it does not. */
  readonly disclose: { readonly section: Section } | { readonly not: string };
  /** `keys`: destroying the key is all; `rows`: its rows go when the last of their classes goes; else column by column. */
  readonly erase: "keys" | "rows" | Readonly<Record<string, ColumnEnd>>;
};

export type TableMaps = Readonly<Record<string, TableMap>>;

type Rest = Partial<Pick<TableMap, "key" | "owner" | "clearance" | "erase">>;
const BASE = { key: ["id"], owner: "customer", clearance: "general", erase: "keys" } as const;

/** A table whose rows name the customer in `customer_id`, told to him in a section or not for a reason. */
export const ofCustomer = (disclose: TableMap["disclose"], rest: Rest = {}): TableMap => ({
  ...BASE,
  route: { by: "column", column: "customer_id" },
  disclose,
  ...rest,
});

/** A table whose rows hang on a row of another that names the customer. */
export const through = (table: string, on: string, disclose: TableMap["disclose"], rest: Rest = {}): TableMap => ({
  ...BASE,
  route: { by: "join", through: table, on, column: "customer_id" },
  disclose,
  ...rest,
});

/** Why what colleagues write to each other is in no package. */
export const INTERNAL = { not: "working notes of the house; what was decided is told by letter" } as const;
/** Why what an authority asks is in no package. */
export const OF_AUTHORITY = { not: "what an authority asked is its own to tell" } as const;
