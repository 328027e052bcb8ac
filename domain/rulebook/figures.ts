import { parseAmount } from "../shared/money";
import type { Figure, FigureUnit } from "./model";

const OPS = { ">=": "ge", ">": "gt", "<=": "le", "<": "lt", "=": "eq" } as const;

type Sign = keyof typeof OPS;

/** A figure as the rulebook files write it: `name sign value unit`, e.g. `cap <= 1000 CNY`. */
export type FigureText = `${string} ${Sign} ${number} ${FigureUnit}`;

const UNITS: readonly FigureUnit[] = [
  "CNY",
  "USD",
  "calendar-day",
  "working-day",
  "natural-day",
  "hour",
  "minute",
  "month",
  "year",
  "count",
  "percent",
  "age",
  "factor",
  "channel",
];

const FIGURE = /^([a-z][a-z0-9-]*) (>=|>|<=|<|=) (\d+(?:\.\d+)?) (\S+)$/;

const isUnit = (text: string): text is FigureUnit => UNITS.some((unit) => unit === text);

/** Reads one figure from its text; throws RangeError when it is malformed or its unit is unknown. */
export function parseFigure(text: string): Figure {
  const match = FIGURE.exec(text);
  const [, name = "", sign = "", value = "", unit = ""] = match ?? [];
  if (!match || !isUnit(unit)) throw new RangeError(`not a figure: ${text}`);
  return { name, value, unit, op: OPS[sign as Sign] };
}

/** The text that `parseFigure` reads back to the same figure. */
export function formatFigure(figure: Figure): string {
  const sign = Object.entries(OPS).find(([, op]) => op === figure.op)?.[0];
  return `${figure.name} ${sign} ${figure.value} ${figure.unit}`;
}

/** A money figure in minor units of its currency (fen, cents). Throws RangeError for any other unit. */
export function figureMinor(figure: Figure): bigint {
  if (figure.unit !== "CNY" && figure.unit !== "USD") throw new RangeError(`not money: ${formatFigure(figure)}`);
  const amount = parseAmount(figure.value, figure.unit);
  if (!amount.ok) throw new RangeError(`${amount.problem}: ${formatFigure(figure)}`);
  return amount.minor;
}

/** A decimal as an integer and its power of ten: "2.50" is 250 × 10⁻². Exact. */
function scaled(text: string): { digits: bigint; places: number } {
  const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const fraction = match[2] ?? "";
  return { digits: BigInt((match[1] ?? "") + fraction), places: fraction.length };
}

function compareDecimals(left: string, right: string): number {
  const a = scaled(left);
  const b = scaled(right);
  const places = Math.max(a.places, b.places);
  const x = a.digits * 10n ** BigInt(places - a.places);
  const y = b.digits * 10n ** BigInt(places - b.places);
  return x < y ? -1 : x > y ? 1 : 0;
}

function measure(figure: Figure, x: bigint | number): number {
  const money = figure.unit === "CNY" || figure.unit === "USD";
  if (!money) return compareDecimals(String(x), figure.value);
  if (typeof x !== "bigint") throw new RangeError(`money is compared in minor units: ${formatFigure(figure)}`);
  const limit = figureMinor(figure);
  return x < limit ? -1 : x > limit ? 1 : 0;
}

/**
 * Whether a measured value meets a figure, compared exactly by its operator (law-cc-inclusive-words).
 * Money is given as bigint minor units of the figure's currency, everything else in the figure's own unit.
 * Throws RangeError for money given as a number and for what is not a plain decimal (NaN, 1e21).
 */
export function meets(figure: Figure, x: bigint | number): boolean {
  const order = measure(figure, x);
  switch (figure.op) {
    case "ge":
      return order >= 0;
    case "gt":
      return order > 0;
    case "le":
      return order <= 0;
    case "lt":
      return order < 0;
    case "eq":
      return order === 0;
  }
}
