import { isAlias, isCollection, isMap, isNode, isScalar, LineCounter, type Node, parseDocument, visit } from "yaml";
import {
  checkMapping,
  MAPPING_MAX_BYTES,
  type MappingDefinition,
  type MappingProblemCode,
} from "@/domain/ingestion/mapping-file";
import { sha256 } from "@/server/kernel/crypto/sha256";

/** Why a mapping text cannot be read at all. */
type TextProblem = "too-large" | "syntax" | "alias" | "tag" | "key";

/** What is wrong at one line. `path` is the place as the file names it: `amount.thousands`. */
export type LineProblem = {
  readonly line: number;
  readonly path: string;
  readonly problem: MappingProblemCode | TextProblem;
};

export type ReadMapping =
  | { readonly ok: true; readonly definition: MappingDefinition; readonly hash: string }
  | { readonly ok: false; readonly problems: readonly LineProblem[] };

/** Problems told at once. */
const PROBLEMS_SHOWN = 50;
/** Keys that reach for the object behind a table. */
const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads a mapping written as YAML or JSON. Anchors, aliases, merges and tags are refused, so a small file stays small;
 * so are keys named twice or after an object's own. Gives the definition and the hash of what it says (not of how it is
 * written), or every problem with its line.
 */
export function readMappingText(text: string): ReadMapping {
  if (Buffer.byteLength(text) > MAPPING_MAX_BYTES) return refused([{ line: 1, path: "", problem: "too-large" }]);
  const lines = new LineCounter();
  const document = parseDocument(text, { version: "1.2", schema: "core", lineCounter: lines, uniqueKeys: true });
  const lineOf = (offset: number | undefined) => (offset === undefined ? 1 : Math.max(1, lines.linePos(offset).line));
  if (document.errors.length > 0 || document.warnings.length > 0) {
    const all = [...document.errors, ...document.warnings];
    return refused(all.map(({ pos }) => ({ line: lineOf(pos[0]), path: "", problem: "syntax" as const })));
  }
  const unsafe: LineProblem[] = [];
  visit(document, (key, node) => {
    if (!isNode(node)) return;
    const line = lineOf(node.range?.[0]);
    if (isAlias(node) || ("anchor" in node && node.anchor)) unsafe.push({ line, path: "", problem: "alias" });
    else if (isWrittenTag(node)) unsafe.push({ line, path: "", problem: "tag" });
    if (key === "key" && (!isScalar(node) || FORBIDDEN.has(String(node.value)))) {
      unsafe.push({ line, path: "", problem: "key" });
    }
  });
  if (unsafe.length > 0) return refused(unsafe);
  const checked = checkMapping(document.toJS({ maxAliasCount: 0 }));
  if (!checked.ok) {
    const problems = checked.problems.map(({ path, problem }) => ({
      line: lineOf(offsetOf(document.contents, path)),
      path: path.join("."),
      problem,
    }));
    return refused(problems.sort((a, b) => a.line - b.line));
  }
  return { ok: true, definition: checked.definition, hash: hashOf(checked.definition) };
}

function refused(problems: readonly LineProblem[]): ReadMapping {
  return { ok: false, problems: problems.slice(0, PROBLEMS_SHOWN) };
}

function isWrittenTag(node: Node): boolean {
  return node.tag !== undefined;
}

/** Where the place stands, or the nearest written place above it. */
function offsetOf(contents: unknown, path: readonly (string | number)[]): number | undefined {
  let node: unknown = contents;
  let offset = isNode(node) ? node.range?.[0] : undefined;
  for (const step of path) {
    if (!isCollection(node)) break;
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step)) : null;
    if (pair && isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
    node = pair ? pair.value : node.get(step, true);
    if (node === undefined) break;
    if (!pair && isNode(node)) offset = node.range?.[0] ?? offset;
  }
  return offset;
}

/** Hash of what a definition says: keys in order, whatever order they were written in. */
function hashOf(definition: MappingDefinition): string {
  return sha256(JSON.stringify(sorted(definition))).toString("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
