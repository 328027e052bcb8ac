import { z } from "zod";
import { DIRECTIONS, TRANSACTION_KINDS } from "../ledger/model";
import { CURRENCIES } from "../shared/money";
import { addDuration, instant } from "../shared/time";
import { datePattern } from "./date-pattern";
import { MAPPING_IDS } from "./mappings";
import type { CurrencyField, KindRule, Mapping, TimeField } from "./model";

/** Longest mapping file taken, in bytes. */
export const MAPPING_MAX_BYTES = 65_536;
/** Most words of one table, most rules of parties. */
const TABLE_MAX = 200;
const RULES_MAX = 50;

const CENTURY_MINUTES = 100 * 366 * 24 * 60;

/** Names that mean something already: built-in mappings, and the machine door's batches. */
const RESERVED: ReadonlySet<string> = new Set([...MAPPING_IDS, "api"]);

const column = z.string().min(1).max(100);
const title = z.string().trim().min(1).max(80);
const currency = z.string().refine((code) => CURRENCIES.includes(code), "currency");
const word = z.string().max(100);
const offset = z
  .enum(["Asia/Shanghai", "UTC"])
  .or(z.string().regex(/^[+-](0\d|1[0-4]):[0-5]\d$/, "offset"))
  .default("Asia/Shanghai");

function table<V extends z.ZodType>(value: V) {
  return z
    .record(word, value)
    .refine((words) => Object.keys(words).length >= 1 && Object.keys(words).length <= TABLE_MAX, "table");
}

const kindRule = z.strictObject({
  kind: z.enum(TRANSACTION_KINDS),
  direction: z.enum(DIRECTIONS).default("out"),
  destination: z.enum(["customer", "counterparty"]).default("counterparty"),
  cash: z.boolean().default(false),
});

const time = z.union([
  z.strictObject({ column, pattern: z.string(), zone: offset }),
  z.strictObject({ column, iso: z.literal(true) }),
  z.strictObject({
    column,
    step: z.strictObject({
      origin: z.iso.datetime({ offset: true }),
      minutes: z.int().min(1).max(44_640),
      first: z.int().min(0).max(999_999_999),
      last: z.int().min(0).max(999_999_999),
    }),
  }),
]);

const side = z.strictObject({ column, balance: column.optional() });

/** A mapping as a person writes it. */
const shape = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,47}$/, "name")
    .refine((name) => !RESERVED.has(name), "reserved"),
  title: z.strictObject({ zh: title, en: title }),
  file: z
    .strictObject({
      encoding: z.enum(["utf-8", "gb18030"]).default("utf-8"),
      delimiter: z.enum(["comma", "semicolon", "tab", "pipe"]).default("comma"),
    })
    .default({ encoding: "utf-8", delimiter: "comma" }),
  id: column.optional(),
  time,
  amount: z.strictObject({
    column,
    decimal: z.enum([".", ","]).default("."),
    thousands: z.enum(["", ",", ".", " ", "'"]).default(""),
    unit: z.enum(["major", "minor"]).default("major"),
    negative: z.enum(["refuse", "reverse"]).default("refuse"),
  }),
  currency: z.union([
    z.strictObject({ fixed: currency }),
    z.strictObject({ column, words: table(currency).optional() }),
  ]),
  kind: z.union([z.strictObject({ fixed: kindRule }), z.strictObject({ column, words: table(kindRule) })]),
  direction: z.strictObject({ column, words: table(z.enum(DIRECTIONS)) }).optional(),
  payer: side,
  payee: side,
  namespace: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,15}$/u, "namespace")
    .optional(),
  parties: z
    .array(
      z.strictObject({
        prefix: z.string().max(32).default(""),
        kind: z.enum(["person", "enterprise", "merchant", "institution"]),
        customer: z.boolean(),
      }),
    )
    .min(1)
    .max(RULES_MAX),
  crossBorder: z.boolean().default(false),
  accountClass: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(2),
});

/** A checked mapping file, with what was left out filled in. Plain JSON. */
export type MappingDefinition = z.output<typeof shape>;

/** What is wrong at one place of a mapping file: a code of `ingestion.mapping.<problem>`, and never what stands there. */
export type MappingProblem = { readonly path: readonly (string | number)[]; readonly problem: MappingProblemCode };

export const MAPPING_PROBLEMS = [
  "column-twice",
  "currency",
  "decimal-mark",
  "missing",
  "name",
  "party-rule",
  "pattern",
  "reserved",
  "step",
  "unknown-key",
  "value",
] as const;
export type MappingProblemCode = (typeof MAPPING_PROBLEMS)[number];

/** Checks what a mapping file says. Gives every problem with its place, or the definition. */
export function checkMapping(
  value: unknown,
):
  | { readonly ok: true; readonly definition: MappingDefinition }
  | { readonly ok: false; readonly problems: readonly MappingProblem[] } {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap((issue) => problemsOf(issue)) };
  const problems = senseOf(parsed.data);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, definition: parsed.data };
}

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, above: readonly (string | number)[] = []): MappingProblem[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === "number" ? step : String(step)))];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key], problem: "unknown-key" }));
  }
  if (issue.code === "invalid_union") return nearest(issue.errors).flatMap((inner) => problemsOf(inner, path));
  if (issue.code === "invalid_type" && issue.input === undefined && issue.message.includes("undefined")) {
    return [{ path, problem: "missing" }];
  }
  const named = MAPPING_PROBLEMS.find((code) => code === issue.message);
  return [{ path, problem: named ?? "value" }];
}

/** Of the readings of a choice, the one that fits best: the one with the fewest issues and no unknown key. */
function nearest(errors: readonly (readonly Issue[])[]): readonly Issue[] {
  const weight = (issues: readonly Issue[]) =>
    issues.length + issues.filter(({ code }) => code === "unrecognized_keys").length * 10;
  return errors.reduce((best, next) => (weight(next) < weight(best) ? next : best), errors[0] ?? []);
}

/** What no single field shows: patterns that read nothing, marks that mean two things, one column for two sides. */
function senseOf(definition: MappingDefinition): MappingProblem[] {
  const problems: MappingProblem[] = [];
  const { time: when, amount, payer, payee, parties } = definition;
  if ("pattern" in when && !datePattern(when.pattern, offsetOf(when.zone)).ok) {
    problems.push({ path: ["time", "pattern"], problem: "pattern" });
  }
  if ("step" in when && !stepsFit(when.step)) problems.push({ path: ["time", "step"], problem: "step" });
  if (amount.decimal === amount.thousands) problems.push({ path: ["amount", "thousands"], problem: "decimal-mark" });
  if (payer.column === payee.column) problems.push({ path: ["payee", "column"], problem: "column-twice" });
  if (!parties.some((party) => party.customer)) problems.push({ path: ["parties"], problem: "party-rule" });
  const hidden = parties.findIndex(({ prefix }, at) => parties.slice(0, at).some((b) => prefix.startsWith(b.prefix)));
  if (hidden > 0) problems.push({ path: ["parties", hidden], problem: "party-rule" });
  return problems;
}

/** Whether the steps end after they begin, within the years the ledger takes. */
function stepsFit(step: { origin: string; minutes: number; first: number; last: number }): boolean {
  if (step.last < step.first) return false;
  const origin = instant(step.origin);
  const span = (step.last - step.first) * step.minutes;
  if (origin < "2000-01-01" || span > CENTURY_MINUTES) return false;
  return addDuration(origin, { minutes: span }) < "2099-12-31";
}

function offsetOf(zone: string): string {
  return zone === "Asia/Shanghai" ? "+08:00" : zone === "UTC" ? "Z" : zone;
}

const DELIMITER_OF = { comma: ",", semicolon: ";", tab: "\t", pipe: "|" } as const;

/** The mapping a checked definition stands for, in one version of it. */
export function mappingOfDefinition(definition: MappingDefinition, version: number): Mapping {
  const { file, amount, kind, payer, payee } = definition;
  const { column: amountColumn, ...format } = amount;
  const currencyField: CurrencyField = definition.currency;
  const kinds: Record<string, KindRule> = Object.create(null);
  const rules = "fixed" in kind ? [["", kind.fixed] as const] : Object.entries(kind.words);
  for (const [key, { kind: of, direction, destination, cash }] of rules) {
    kinds[key] = { kind: of, origin: direction, destination, cash };
  }
  const columns = [
    definition.id,
    definition.time.column,
    amountColumn,
    "column" in currencyField ? currencyField.column : undefined,
    "column" in kind ? kind.column : undefined,
    definition.direction?.column,
    payer.column,
    payer.balance,
    payee.column,
    payee.balance,
  ].filter((name) => name !== undefined);
  return {
    id: definition.name,
    version,
    title: definition.title,
    encoding: file.encoding,
    delimiter: DELIMITER_OF[file.delimiter],
    columns: [...new Set(columns)],
    sourceId: definition.id ?? null,
    time: timeOf(definition.time),
    amount: { column: amountColumn, currency: currencyField, format },
    kind: { column: "column" in kind ? kind.column : null, kinds },
    ...(definition.direction ? { direction: definition.direction } : {}),
    origin: { column: payer.column, balanceAfter: payer.balance ?? null },
    destination: { column: payee.column, balanceAfter: payee.balance ?? null },
    ...(definition.namespace ? { namespace: definition.namespace } : {}),
    parties: definition.parties,
    crossBorder: definition.crossBorder,
    accountClass: definition.accountClass,
  };
}

function timeOf(when: MappingDefinition["time"]): TimeField {
  const { column: at } = when;
  if ("pattern" in when) return { by: "pattern", column: at, pattern: when.pattern, offset: offsetOf(when.zone) };
  if ("iso" in when) return { by: "instant", column: at };
  const { origin, ...step } = when.step;
  return { by: "step", column: at, origin: instant(origin), ...step };
}
