import type { Line } from "./model";

/** A machine-readable zone put in order: two lines of 44 or 36 characters, or three of 30. */
export type ZoneFormat = "TD1" | "TD2" | "TD3";
export type ZoneText = { readonly format: ZoneFormat; readonly lines: readonly string[]; readonly confidence: number };

const FORMATS = [
  { format: "TD3", length: 44, count: 2, begins: /^P/ },
  { format: "TD2", length: 36, count: 2, begins: /^[ACI1]/ },
  { format: "TD1", length: 30, count: 3, begins: /^[ACI1]/ },
] as const;
/** A line may have lost or won this many characters. */
const SLACK = 3;
const SHORTEST = 24;
/** The share of its characters that a line of the zone has from the zone's alphabet. */
const OWN_SHARE = 0.9;

/** What a recogniser makes of a filler, put back. */
function withFillers(text: string): string {
  return text
    .toUpperCase()
    .replace(/\s+/g, "")
    .replace(/[«《≪]/g, "<<")
    .replace(/[‹〈＜﹤(([{]/g, "<");
}

function isZoneLine(text: string): boolean {
  if (text.length < SHORTEST) return false;
  const own = [...text].filter((one) => /[A-Z0-9<]/.test(one)).length;
  return own / text.length >= OWN_SHARE && /<|\d{6}/.test(text);
}

/**
 * Finds the zone among recognised lines: fillers put back, lengths made right where only fillers are too many or too few.
 * Gives nothing where no two or three lines that follow each other have one of the formats.
 */
export function findZone(lines: readonly Line[]): ZoneText | undefined {
  const candidates = lines
    .map(({ text, confidence }) => ({ text: withFillers(text), confidence }))
    .filter(({ text }) => isZoneLine(text))
    .map(({ text, confidence }) => ({ text: text.replace(/[^A-Z0-9<]/g, "<"), confidence }));
  for (const { format, length, count, begins } of FORMATS) {
    for (let at = candidates.length - count; at >= 0; at--) {
      const group = candidates.slice(at, at + count);
      if (group.some(({ text }) => Math.abs(text.length - length) > slackOf(text))) continue;
      const fitted = group.map(({ text }) => fitTo(text, length));
      if (!begins.test(fitted[0] ?? "") || !fitted.every((text) => text.length === length)) continue;
      return {
        format,
        lines: namesCleaned(format, fitted),
        confidence: Math.min(...group.map((one) => one.confidence)),
      };
    }
  }
  return undefined;
}

/** A line that ends in fillers may have lost many of them. */
function slackOf(text: string): number {
  return /<{4,}$/.test(text) ? SLACK * 2 : SLACK;
}

/** Lengthens or shortens the longest run of fillers. */
function fitTo(text: string, length: number): string {
  const run = [...text.matchAll(/<{2,}/g)].sort((a, b) => b[0].length - a[0].length)[0];
  const missing = length - text.length;
  if (missing === 0 || run === undefined) return text;
  const after = run.index + run[0].length;
  if (missing > 0) return text.slice(0, after) + "<".repeat(missing) + text.slice(after);
  return run[0].length + missing < 2 ? text : text.slice(0, after + missing) + text.slice(after);
}

/** In the line of names nothing follows the second double filler but fillers. */
function namesCleaned(format: ZoneFormat, lines: readonly string[]): string[] {
  const row = format === "TD1" ? 2 : 0;
  const start = format === "TD1" ? 0 : 5;
  return lines.map((line, at) => {
    if (at !== row) return line;
    const names = line.slice(start);
    const given = names.indexOf("<<");
    const end = given < 0 ? -1 : names.indexOf("<<", given + 2);
    return end < 0 ? line : line.slice(0, start) + names.slice(0, end).padEnd(names.length, "<");
  });
}
