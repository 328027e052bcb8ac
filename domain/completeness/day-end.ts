import { z } from "zod";
import { DIRECTIONS, TRANSACTION_KINDS } from "../ledger/model";
import { decided, type Result, refuse } from "../shared/result";
import { type Instant, instant, type LocalDate } from "../shared/time";
import type { DifferenceKind } from "./codes";
import { SLICES } from "./policy";

/** Counts and sum of one hour of a day, Shanghai, for one currency, direction and kind of trade. Sums in minor units. */
export type DayLine = {
  readonly currency: string;
  readonly direction: "in" | "out";
  readonly trade: string;
  readonly hour: number;
  readonly count: number;
  readonly minor: bigint;
};

/** Everything the core says of a day after it closed it. Lines that would be zero are left out. */
export type DayStatement = {
  readonly programme: string | null;
  readonly businessDate: LocalDate;
  readonly madeAt: Instant | null;
  readonly lines: readonly DayLine[];
};

/** The two sides of a line, added up over the hours it holds. */
export type Sides = {
  readonly coreCount: number;
  readonly coreMinor: bigint;
  readonly ourCount: number;
  readonly ourMinor: bigint;
};

export type DayDifference = Sides & {
  readonly currency: string;
  readonly direction: "in" | "out";
  readonly trade: string;
  readonly kind: DifferenceKind;
  /** The hours in which the two sides differ, in order. */
  readonly slices: readonly (Sides & { readonly hour: number })[];
};

const line = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  direction: z.enum(DIRECTIONS),
  trade: z.enum(TRANSACTION_KINDS),
  hour: z.coerce
    .number()
    .int()
    .min(0)
    .max(SLICES - 1),
  count: z.coerce.number().int().min(1).max(1_000_000_000),
  minor: z.string().regex(/^\d{1,18}$/),
});
const MOST_LINES = 10_000;
const statement = z.strictObject({
  programme: z.string().min(1).max(64),
  businessDate: z.iso.date(),
  madeAt: z.iso.datetime(),
  lines: z.array(line).max(MOST_LINES),
});

const CSV_HEAD = "business_date,currency,direction,trade,hour,count,minor";

const malformed = (what: string) => refuse("completeness.statement.malformed", { params: { what }, field: "text" });

/**
 * Reads a day-end statement: the JSON of docs/reference/core-protocol.md, or CSV of one day with the columns business_date,
 * currency, direction, trade, hour, count, minor. Refuses anything else, and one line twice.
 */
export function readStatement(text: string): Result<DayStatement> {
  const plain = text.replace(/^\ufeff/, "").trim();
  return plain.startsWith("{") ? readJson(plain) : readCsv(plain);
}

function readJson(text: string): Result<DayStatement> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed("JSON");
  }
  const parsed = statement.safeParse(value);
  if (!parsed.success) return malformed(parsed.error.issues[0]?.path.join(".") || "JSON");
  const { programme, businessDate, madeAt, lines } = parsed.data;
  const head = {
    programme,
    businessDate: businessDate as LocalDate,
    madeAt: instant(madeAt),
  };
  return whole(head, lines);
}

function readCsv(text: string): Result<DayStatement> {
  const [head, ...rows] = text.split(/\r?\n/);
  if (head !== CSV_HEAD) return malformed(CSV_HEAD);
  if (rows.length > MOST_LINES) return malformed("lines");
  const lines: z.output<typeof line>[] = [];
  let day: string | null = null;
  for (const [at, row] of rows.entries()) {
    const [date = "", currency, direction, trade, hour, count, minor, ...more] = row.split(",");
    const parsed = line.safeParse({ currency, direction, trade, hour, count, minor });
    const sameDay = z.iso.date().safeParse(date).success && (day === null || day === date);
    if (!parsed.success || !sameDay || more.length > 0) return malformed(String(at + 2));
    day = date;
    lines.push(parsed.data);
  }
  return day === null
    ? malformed("lines")
    : whole({ programme: null, businessDate: day as LocalDate, madeAt: null }, lines);
}

function whole(head: Omit<DayStatement, "lines">, lines: readonly z.output<typeof line>[]): Result<DayStatement> {
  const seen = new Set<string>();
  for (const one of lines) {
    const key = `${keyOf(one)} ${one.hour}`;
    if (seen.has(key)) return refuse("completeness.statement.doubled", { params: { line: key }, field: "text" });
    seen.add(key);
  }
  return decided({ ...head, lines: inOrder(lines.map((one) => ({ ...one, minor: BigInt(one.minor) }))) });
}

/** A line without its hour, as text: what a difference is about. */
export const keyOf = ({ currency, direction, trade }: Pick<DayLine, "currency" | "direction" | "trade">): string =>
  `${currency} ${direction} ${trade}`;

const order = (one: DayLine) => `${keyOf(one)} ${String(one.hour).padStart(2, "0")}`;

/** Lines in their one order. */
export const inOrder = (lines: readonly DayLine[]): readonly DayLine[] =>
  [...lines].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));

/** The one spelling of lines, to compare and to hash. */
export const spell = (lines: readonly DayLine[]): string =>
  inOrder(lines)
    .map((one) => `${order(one)} ${one.count} ${one.minor}\n`)
    .join("");

const NONE: Sides = { coreCount: 0, coreMinor: 0n, ourCount: 0, ourMinor: 0n };
const add = (a: Sides, b: Partial<Sides>): Sides => ({
  coreCount: a.coreCount + (b.coreCount ?? 0),
  coreMinor: a.coreMinor + (b.coreMinor ?? 0n),
  ourCount: a.ourCount + (b.ourCount ?? 0),
  ourMinor: a.ourMinor + (b.ourMinor ?? 0n),
});
const apart = ({ coreCount, coreMinor, ourCount, ourMinor }: Sides) => coreCount !== ourCount || coreMinor !== ourMinor;

const kindOf = ({ coreCount, ourCount }: Sides): DifferenceKind =>
  ourCount === 0 ? "missing-here" : coreCount === 0 ? "extra-here" : coreCount !== ourCount ? "counts" : "sums";

/**
 * Every line on which the two sides differ in any hour, with the hours that do. Two errors in different hours that cancel
 * out over the day are a difference too. Empty exactly when both sides say the same.
 */
export function tieOut(core: readonly DayLine[], ours: readonly DayLine[]): readonly DayDifference[] {
  const byLine = new Map<string, { of: DayLine; hours: Map<number, Sides> }>();
  const enter = (one: DayLine, sides: Partial<Sides>) => {
    const key = keyOf(one);
    const group = byLine.get(key) ?? { of: one, hours: new Map<number, Sides>() };
    group.hours.set(one.hour, add(group.hours.get(one.hour) ?? NONE, sides));
    byLine.set(key, group);
  };
  for (const one of core) enter(one, { coreCount: one.count, coreMinor: one.minor });
  for (const one of ours) enter(one, { ourCount: one.count, ourMinor: one.minor });
  const found: DayDifference[] = [];
  for (const key of [...byLine.keys()].sort()) {
    const group = byLine.get(key);
    if (!group) continue;
    const slices = [...group.hours].filter(([, sides]) => apart(sides)).sort(([a], [b]) => a - b);
    if (slices.length === 0) continue;
    const sides = [...group.hours.values()].reduce(add, NONE);
    const { currency, direction, trade } = group.of;
    found.push({
      currency,
      direction,
      trade,
      ...sides,
      kind: kindOf(sides),
      slices: slices.map(([hour, slice]) => ({ hour, ...slice })),
    });
  }
  return found;
}
