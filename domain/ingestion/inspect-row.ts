import type { Direction, TransactionKind } from "../ledger/model";
import type { Currency } from "../shared/money";
import type { Instant, LocalDate } from "../shared/time";
import type { Mapping, Party, RowProblem } from "./model";
import {
  amountOf,
  currencyReader,
  directionOf,
  isReference,
  opposite,
  partyReader,
  problem,
  readBalance,
  timeReader,
} from "./read-row";

/** The parts of a row a mapping reads. */
export const ROW_PARTS = [
  "sourceId",
  "time",
  "kind",
  "direction",
  "amount",
  "currency",
  "origin",
  "destination",
  "originBalance",
  "destinationBalance",
] as const;
export type RowPart = (typeof ROW_PARTS)[number];

/** What a cell was read as. */
export type PartValue =
  | { readonly is: "time"; readonly at: Instant; readonly date: LocalDate }
  | { readonly is: "kind"; readonly kind: TransactionKind }
  | { readonly is: "direction"; readonly direction: Direction }
  | { readonly is: "amount"; readonly minor: bigint; readonly currency: Currency }
  | { readonly is: "currency"; readonly currency: Currency }
  | { readonly is: "party"; readonly party: Party }
  | { readonly is: "id"; readonly id: string }
  | { readonly is: "nothing" };

/** One cell: what it was read as, or why not and the shape of what stands there, which tells no content. */
export type PartOutcome = { readonly part: RowPart; readonly column: string | null } & (
  | { readonly ok: true; readonly value: PartValue }
  | {
      readonly ok: false;
      readonly code: string;
      readonly params: Readonly<Record<string, string | number>>;
      readonly shape: string;
    }
);

const SHAPE_MAX = 32;

/** The shape of a cell: every digit as 9, every letter as a, a Chinese character as 中; cut at 32 characters. */
export function shapeOf(text: string): string {
  const shape = text
    .slice(0, SHAPE_MAX)
    .replace(/\p{Nd}/gu, "9")
    .replace(/\p{Script=Han}/gu, "中")
    .replace(/\p{Cc}/gu, "·")
    .replace(/[^\P{L}中]/gu, "a");
  return text.length > SHAPE_MAX ? `${shape}…` : shape;
}

type Cell = PartValue | RowProblem;

/**
 * Looks at every part of a row by itself, where reading stops at the first that fails: for the preview. Gives the parts
 * the mapping reads, in the order of `ROW_PARTS`. The header must be one the mapping fits.
 */
export function rowInspector(
  mapping: Mapping,
  header: readonly string[],
): (fields: readonly string[]) => readonly PartOutcome[] {
  const at = (column: string | null | undefined) => (column ? header.indexOf(column) : -1);
  const time = timeReader(mapping.time, at(mapping.time.column));
  const party = partyReader(mapping);
  const currencyField = mapping.amount.currency;
  const currencyColumn = "column" in currencyField ? currencyField.column : null;
  const currencyOf = currencyReader(currencyField);
  const { format } = mapping.amount;

  return (fields) => {
    const text = (column: string | null | undefined) => fields[at(column)] ?? "";
    const kinds = mapping.kind.kinds;
    const word = mapping.kind.column === null ? "" : text(mapping.kind.column);
    const rule = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
    const currency = currencyOf(text(currencyColumn));
    // An amount beside an unknown currency is still looked at, as yuan.
    const amount = amountOf(text(mapping.amount.column), currency ?? "CNY", format);
    const said = directionOf(mapping, rule?.origin ?? "out", text(mapping.direction?.column));
    const far = party(text(mapping.destination.column));
    const near = party(text(mapping.origin.column));
    const when = time(fields);
    const balance = (column: string | null): Cell => {
      const told = readBalance(fields, at(column), currency ?? "CNY", column, format);
      if (told === null) return { is: "nothing" };
      return typeof told === "bigint" ? { is: "amount", minor: told, currency: currency ?? "CNY" } : told;
    };
    const id = text(mapping.sourceId);
    const cells: readonly (readonly [RowPart, string | null, Cell] | null)[] = [
      mapping.sourceId === null
        ? null
        : ["sourceId", mapping.sourceId, isReference(id) ? { is: "id", id } : problem(mapping.sourceId, "source-id")],
      [
        "time",
        mapping.time.column,
        "code" in when ? when : { is: "time", at: when.occurredAt, date: when.businessDate },
      ],
      ["kind", mapping.kind.column, rule ? { is: "kind", kind: rule.kind } : problem(mapping.kind.column, "kind")],
      [
        "direction",
        mapping.direction?.column ?? null,
        said === undefined
          ? problem(mapping.direction?.column ?? null, "direction")
          : { is: "direction", direction: amount.ok && amount.reversed ? opposite(said) : said },
      ],
      [
        "amount",
        mapping.amount.column,
        amount.ok
          ? { is: "amount", minor: amount.minor, currency: currency ?? "CNY" }
          : problem(mapping.amount.column, `amount-${amount.problem}`),
      ],
      currencyColumn === null
        ? null
        : ["currency", currencyColumn, currency ? { is: "currency", currency } : problem(currencyColumn, "currency")],
      ["origin", mapping.origin.column, originOf(near, mapping.origin.column)],
      [
        "destination",
        mapping.destination.column,
        far ? { is: "party", party: far } : problem(mapping.destination.column, "party"),
      ],
      mapping.origin.balanceAfter === null
        ? null
        : ["originBalance", mapping.origin.balanceAfter, balance(mapping.origin.balanceAfter)],
      mapping.destination.balanceAfter === null || rule?.destination !== "customer"
        ? null
        : ["destinationBalance", mapping.destination.balanceAfter, balance(mapping.destination.balanceAfter)],
    ];
    return cells.flatMap((cell) => (cell ? [outcomeOf(cell, text)] : []));
  };
}

function originOf(party: Party | undefined, column: string): Cell {
  if (!party) return problem(column, "party");
  return party.customer ? { is: "party", party } : problem(column, "party-kind");
}

function outcomeOf(
  [part, column, cell]: readonly [RowPart, string | null, Cell],
  text: (column: string | null) => string,
): PartOutcome {
  if ("is" in cell) return { part, column, ok: true, value: cell };
  return { part, column, ok: false, code: cell.code, params: cell.params, shape: shapeOf(text(column)) };
}
