/** Half of a pair that stands for one sign. Like the zero sign, no table and no log can keep it. */
const UNKEEPABLE = /\p{Surrogate}/u;

/** True for a text that can be kept and shown back as it is. */
export const isWellFormed = (text: string): boolean => !text.includes("\0") && !UNKEEPABLE.test(text);

/** The path of the first text of an input, or name of a field, that cannot be kept; null when all can. */
export function malformedPath(input: unknown): string | null {
  const seen = new Set<unknown>();
  const waiting: { path: string; value: unknown }[] = [{ path: "", value: input }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, value } = next;
    if (typeof value === "string" && !isWellFormed(value)) return path;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const [name, inner] of Object.entries(value)) {
      if (!isWellFormed(name)) return path;
      waiting.push({ path: path ? `${path}.${name}` : name, value: inner });
    }
  }
  return null;
}
