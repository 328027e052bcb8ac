import { z } from "zod";

/** A JSON Schema node, as far as the inputs of commands and queries use it. */
type Node = {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
};

/** A place in an input where a caller may put an id or a free text. */
export type Slot = {
  readonly path: string;
  readonly kind: "id" | "text";
  /** How many characters it takes. */
  readonly min: number;
  readonly max: number;
};

const FREE_ID = "00000000-0000-7000-8000-000000000000";
const WORDS = [
  "1",
  "a",
  "C-000001",
  "0123456789abcdef",
  "100",
  "123456",
  "2026-10-08",
  "2026-10-08T00:00:00.000Z",
  "0".repeat(64),
  "CNY",
  "risk-signs",
  "09:30",
  "somebody@pay.example",
  FREE_ID,
];

/** A registry without ids: a schema that has a name of its own is written out in its place like any other. */
const NAMELESS = z.registry<Record<string, never>>();
const writtenOut = new WeakMap<z.ZodType, Node>();
/** A schema written out, once however often it is asked about. */
function schemaOf(schema: z.ZodType): Node {
  const known = writtenOut.get(schema);
  if (known) return known;
  const node = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    metadata: NAMELESS,
    // JSON has no such number: it goes by a name of ours.
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === "bigint") Object.assign(jsonSchema, { type: "bigint" });
    },
  }) as Node;
  writtenOut.set(schema, node);
  return node;
}

/** An input as text, for a message. */
export const written = (input: unknown): string =>
  JSON.stringify(input, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
const choices = (node: Node) => node.anyOf ?? node.oneOf;

/** Every place of an input that takes an id or a free text, also the optional ones. */
export function slotsOf(schema: z.ZodType): Slot[] {
  return slots(schemaOf(schema), "");
}

function slots(node: Node, path: string): Slot[] {
  const inner = choices(node);
  if (inner) return inner.flatMap((one) => slots(one, path));
  if (node.properties) {
    return Object.entries(node.properties).flatMap(([name, child]) => slots(child, path ? `${path}.${name}` : name));
  }
  if (node.type !== "string" || node.enum || node.const !== undefined) return [];
  const { minLength: min = 0, maxLength: max = Number.POSITIVE_INFINITY } = node;
  if (node.format === "uuid") return [{ path, kind: "id", min: 36, max: 36 }];
  return node.format || node.pattern ? [] : [{ path, kind: "text", min, max }];
}

/**
 * A valid input: what is required, filled plainly; `put` sets one place, and every other required id takes the same value
 * when that is an id.
 */
export function sampleOf(schema: z.ZodType, put?: { path: string; value: string }): unknown {
  return build(schemaOf(schema), "", put);
}

function build(node: Node, path: string, put?: { path: string; value: string }): unknown {
  const inner = choices(node);
  if (inner) return build(inner.find((one) => reaches(one, path, put)) ?? inner[0] ?? {}, path, put);
  if (node.const !== undefined) return node.const;
  if (node.enum) return node.enum[0];
  if (node.properties) {
    const names = Object.keys(node.properties).filter((name) => {
      const below = path ? `${path}.${name}` : name;
      return node.required?.includes(name) || put?.path === below || put?.path.startsWith(`${below}.`);
    });
    return Object.fromEntries(
      names.map((name) => [name, build(node.properties?.[name] ?? {}, path ? `${path}.${name}` : name, put)]),
    );
  }
  if (put?.path === path) return put.value;
  switch (node.type) {
    case "string":
      return text(node, put);
    case "number":
    case "integer":
      return node.minimum ?? (node.exclusiveMinimum ?? 0) + 1;
    case "bigint":
      return 1n;
    case "boolean":
      return false;
    case "array":
      return Array.from({ length: node.minItems ?? 0 }, () => build(node.items ?? {}, path, put));
    case "object":
      return {};
    default:
      return null;
  }
}

/** Every place of an input where a list of ids stands. */
export function idListsOf(schema: z.ZodType): string[] {
  return idLists(schemaOf(schema), "");
}

function idLists(node: Node, path: string): string[] {
  const inner = choices(node);
  if (inner) return [...new Set(inner.flatMap((one) => idLists(one, path)))];
  if (node.properties) {
    return Object.entries(node.properties).flatMap(([name, child]) => idLists(child, path ? `${path}.${name}` : name));
  }
  if (!node.items) return [];
  return node.items.format === "uuid" ? [path] : idLists(node.items, `${path}[]`);
}

/** An object inside an input with the names it knows, and the whole input, valid but for what is `added` to that object. */
export type Nest = { readonly path: string; readonly own: readonly string[]; with(added: object): unknown };

/** Every object inside an input, also in lists and in each of several choices. */
export function nestsOf(schema: z.ZodType): Nest[] {
  return nests(schemaOf(schema), "");
}

function nests(node: Node, path: string): Nest[] {
  const inner = choices(node);
  if (inner) return inner.flatMap((one) => nests(one, path));
  if (node.items) {
    const { items } = node;
    const rest = Array.from({ length: Math.max(0, (node.minItems ?? 0) - 1) }, () => build(items, ""));
    return nests(items, `${path}[]`).map((nest) => ({ ...nest, with: (added) => [nest.with(added), ...rest] }));
  }
  if (!node.properties) return [];
  const plain = build(node, "") as object;
  const own = Object.keys(node.properties);
  const here: Nest[] = path === "" ? [] : [{ path, own, with: (added) => ({ ...plain, ...added }) }];
  const below = Object.entries(node.properties).flatMap(([name, child]) =>
    nests(child, path ? `${path}.${name}` : name).map((nest) => ({
      ...nest,
      with: (added: object) => ({ ...plain, [name]: nest.with(added) }),
    })),
  );
  return [...here, ...below];
}

const isId = (value: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value);

/** True when a choice holds the place to be set. */
function reaches(node: Node, path: string, put?: { path: string; value: string }): boolean {
  return put !== undefined && slots(node, path).some((slot) => slot.path === put.path);
}

function text({ format, pattern, minLength = 0 }: Node, put?: { value: string }): string {
  if (format === "uuid") return put && isId(put.value) ? put.value : FREE_ID;
  const fits = (word: string) => word.length >= minLength && (!pattern || new RegExp(pattern, "u").test(word));
  return WORDS.find(fits) ?? "a".repeat(minLength);
}
