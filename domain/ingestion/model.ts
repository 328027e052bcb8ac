import type { Direction, TransactionKind } from "../ledger/model";
import type { Bilingual } from "../rulebook/model";
import type { Currency } from "../shared/money";
import type { Instant, LocalDate } from "../shared/time";
import type { AmountFormat } from "./amount-format";

/** What a party named in a file is. */
export type PartyKind = "person" | "enterprise" | "merchant" | "institution";

/** How a party is told from its reference: the first rule whose prefix matches. `customer`: the house keeps its account. */
export type PartyRule = { readonly prefix: string; readonly kind: PartyKind; readonly customer: boolean };

/** When a row happened. */
export type TimeField =
  /** A counter: step `first` begins at `origin`, each step lasts `minutes`. Whole numbers from `first` to `last`. */
  | {
      readonly by: "step";
      readonly column: string;
      readonly origin: Instant;
      readonly minutes: number;
      readonly first: number;
      readonly last: number;
    }
  /** ISO 8601 with its offset; a time without one is refused, since its zone would be a guess. */
  | { readonly by: "instant"; readonly column: string }
  /** `YYYY-MM-DD HH:mm[:ss]` of a clock that is known to show Shanghai time; an offset beside it is refused. */
  | { readonly by: "shanghai-clock"; readonly column: string }
  /** As a date pattern writes it, on a clock of that offset. */
  | { readonly by: "pattern"; readonly column: string; readonly pattern: string; readonly offset: string };

/** A currency: always the same, or a column of ISO 4217 codes or of words for them. */
export type CurrencyField =
  | { readonly fixed: Currency }
  | { readonly column: string; readonly words?: Readonly<Record<string, Currency>> };

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** What one kind of the source is in the ledger. */
export type KindRule = {
  readonly kind: TransactionKind;
  /** Direction of the origin's leg; a destination that is a customer gets the opposite one. */
  readonly origin: Direction;
  /** `customer`: also a leg of the destination where that is a customer; `counterparty`: never. */
  readonly destination: "customer" | "counterparty";
  /** Cash in the law's sense. */
  readonly cash: boolean;
};

/** How rows of one source become legs: data, so that a new source is a new value and no new code. */
export type Mapping = {
  readonly id: string;
  /** Part of every row's identity: a changed meaning is a new version. */
  readonly version: number;
  readonly title: Bilingual;
  readonly encoding: "utf-8" | "gb18030";
  /** What stands between fields; a comma unless said. */
  readonly delimiter?: Delimiter;
  /** Columns the header must name; others are ignored, though they count towards a row's identity. */
  readonly columns: readonly string[];
  /** The source's own transaction id; null when it has none and the row itself is its identity. */
  readonly sourceId: string | null;
  readonly time: TimeField;
  /** Without a format: a plain decimal, never negative. */
  readonly amount: { readonly column: string; readonly currency: CurrencyField; readonly format?: AmountFormat };
  /** Column of the kind and what each word of it means; a null column: every row is the one kind named "". */
  readonly kind: { readonly column: string | null; readonly kinds: Readonly<Record<string, KindRule>> };
  /** A column that says the direction of the origin's leg, where the kind does not. */
  readonly direction?: { readonly column: string; readonly words: Readonly<Record<string, Direction>> };
  readonly origin: { readonly column: string; readonly balanceAfter: string | null };
  readonly destination: { readonly column: string; readonly balanceAfter: string | null };
  /** Put in front of every reference, where a source's numbers could be taken for another's. */
  readonly namespace?: string;
  readonly parties: readonly PartyRule[];
  readonly crossBorder: boolean;
  /** Class of the account opened for a customer first named by this source. */
  readonly accountClass: 1 | 2 | 3;
};

export type Party = { readonly ref: string; readonly kind: PartyKind; readonly customer: boolean };

/** One account side of a row. */
export type ImportLeg = {
  readonly party: Party;
  readonly other: Party;
  readonly direction: Direction;
  readonly balanceAfterMinor: bigint | null;
};

/** A row that was understood. */
export type ImportRow = {
  readonly sourceId: string | null;
  readonly occurredAt: Instant;
  readonly businessDate: LocalDate;
  readonly kind: TransactionKind;
  readonly cash: boolean;
  readonly crossBorder: boolean;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly legs: readonly ImportLeg[];
};

/** Why a row was not taken in. `params` never hold the row's own text: it may be personal data in the wrong column. */
export type RowProblem = {
  readonly ok: false;
  readonly column: string | null;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

export type RowResult = { readonly ok: true; readonly row: ImportRow } | RowProblem;

export const BATCH_STATES = ["incomplete", "finalised", "withdrawing", "withdrawn", "failed"] as const;
export type BatchState = (typeof BATCH_STATES)[number];
