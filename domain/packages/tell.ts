import { mask } from "../customers/masking";
import { formatDecimal } from "../shared/money";
import type { Told } from "./disclosure/model";

/** A value as a package tells it. */
export type ToldValue =
  | string
  | number
  | boolean
  | null
  | { readonly [name: string]: ToldValue }
  | readonly ToldValue[];

/** A value as it lies: opened where it was sealed, a moment as instant. `currency`: of the row, where the value is an amount. */
export type Lying = {
  readonly value: unknown;
  readonly currency: string;
  /** What an account or a partner is called. */
  readonly called: string | null;
};

/** Fields of what was handed in that are about somebody else, and how they are masked. */
const OF_OTHERS: Readonly<Record<string, "name" | "id-number">> = {
  representativeName: "name",
  representativeIdNumber: "id-number",
};

const hidden = (field: "name" | "id-number", value: unknown): string | null =>
  typeof value === "string" ? (mask(field, value)?.text ?? null) : null;

/**
 * What was handed in or read, field by field: the subject's own in clear, a representative's masked, the owners of an enterprise left
 * with their shares and masked names.
 */
export function tellDocument(value: unknown): ToldValue {
  if (Array.isArray(value)) return value.map(tellDocument);
  if (value === null || typeof value !== "object") return scalar(value);
  const row = value as Record<string, unknown>;
  // A reading names its field and holds its value apart.
  if (typeof row.field === "string" && "value" in row) {
    const mine = OF_OTHERS[row.field];
    return { field: row.field, value: mine ? hidden(mine, row.value) : scalar(row.value) };
  }
  return Object.fromEntries(
    Object.entries(row).map(([name, one]): [string, ToldValue] => {
      if (name === "owners") return [name, Array.isArray(one) ? one.map(tellOwner) : null];
      const field = OF_OTHERS[name];
      return [name, field ? hidden(field, one) : tellDocument(one)];
    }),
  );
}

function tellOwner(owner: unknown): ToldValue {
  const { name, shareBp, kind } = (owner ?? {}) as Record<string, unknown>;
  return { name: hidden("name", name), kind: scalar(kind), shareBp: scalar(shareBp) };
}

const scalar = (value: unknown): ToldValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;

const parsed = (value: string): ToldValue => {
  try {
    return tellDocument(JSON.parse(value));
  } catch {
    return null;
  }
};

/** The parts of a message, as it was sent. */
function tellMessage(value: string): ToldValue {
  try {
    const all = JSON.parse(value) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(all).map(([name, text]) => [name, scalar(text)]));
  } catch {
    return { long: value };
  }
}

/** A value in the form the package tells it. Null: nothing is kept, or its key was destroyed. */
export function tell(told: Told, { value, currency, called }: Lying): ToldValue {
  if (told.kind === "account" || told.kind === "partner") return called;
  if (value === null || value === undefined) return null;
  switch (told.kind) {
    case "amount":
      return formatDecimal({ minor: BigInt(String(value)), currency });
    case "moment":
      return String(value);
    case "date":
      return String(value).slice(0, 10);
    case "number":
      return Number(value);
    case "flag":
      return value === true;
    case "code":
      return told.neutral ? told.neutral(String(value)) : String(value);
    case "codes":
      return Array.isArray(value) ? value.map(String) : null;
    case "document":
      return parsed(String(value));
    case "message":
      return tellMessage(String(value));
    default:
      return told.mask ? (mask(told.mask, String(value))?.text ?? null) : String(value);
  }
}
