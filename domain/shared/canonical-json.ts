/**
 * One text for one value: the form that is hashed for four-eyes payloads, idempotency and audit leaves.
 *
 * RFC 8785 (JSON Canonicalization Scheme): object keys sorted by UTF-16 code units, no white space, numbers and
 * strings as ECMAScript writes them. Beyond JSON, a bigint becomes `{"$bigint":"<decimal>"}`, so that money in minor
 * units keeps a form of its own that no number or text can be mistaken for; the tagged object itself canonicalises
 * to the same text, hence reading and writing again changes nothing. An `undefined` member is left out, as JSON does.
 *
 * Throws TypeError, naming the path, for what has no one form: NaN and infinities, lone surrogates, `undefined` in an
 * array or alone, functions, symbols, class instances (dates, maps, …) and cycles.
 */
export function canonicalJson(value: unknown): string {
  return write(value, "$", []);
}

function write(value: unknown, path: string, above: readonly object[]): string {
  switch (typeof value) {
    case "string":
      return text(value, path);
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`${path}: ${value} has no JSON form`);
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "bigint":
      return `{"$bigint":"${value}"}`;
    case "object":
      return value === null ? "null" : container(value, path, above);
    default:
      throw new TypeError(`${path}: ${typeof value} has no JSON form`);
  }
}

function container(value: object, path: string, above: readonly object[]): string {
  if (above.includes(value)) throw new TypeError(`${path}: the value contains itself`);
  const inside = [...above, value];
  if (Array.isArray(value)) {
    // Array.from visits holes, which then are refused like any other undefined.
    return `[${Array.from(value, (item: unknown, index) => write(item, `${path}[${index}]`, inside)).join(",")}]`;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`${path}: not a plain object`);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${text(key, path)}:${write(member, `${path}.${key}`, inside)}`);
  return `{${members.join(",")}}`;
}

function text(value: string, path: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError(`${path}: a lone surrogate has no UTF-8 form`);
  return JSON.stringify(value);
}
