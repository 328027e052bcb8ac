/** A number chosen among what was recognised. `proven`: its check character holds. */
export type Chosen = { readonly value: string; readonly proven: boolean; readonly confidence: number };

type Shape = {
  readonly length: number;
  /** What may stand at a place. */
  readonly allowed: (at: number) => RegExp;
  /** Whether the whole holds by its check character. */
  readonly holds: (value: string) => boolean;
};

/** What is taken for what in print, the likeliest first. Each set is read both ways. */
const ALIKE = [
  "0OQD",
  "1IL",
  "2Z",
  "4A",
  "5S",
  "6G",
  "7T",
  "8B",
  "0U",
  "38",
  "3B",
  "6B",
  "17T",
  "CG",
  "UV",
  "MN",
  "PR",
  "XK",
  "VY",
];
const PROVEN = 96;
const PROVEN_TWICE = 99;
/** A value that holds only after mending: it may hold by accident. */
const MENDED = 60;
const UNPROVEN_MOST = 40;
/** With more unsure places than this nothing is chosen. */
const MENDS = 2;

function alikeTo(character: string): string[] {
  const others = ALIKE.filter((set) => set.includes(character)).flatMap((set) => [...set]);
  return [...new Set(others)].filter((other) => other !== character);
}

/** Every character may stand where it stands, and the check character holds. */
function isSound(text: string, shape: Shape): boolean {
  return [...text].every((character, at) => shape.allowed(at).test(character)) && shape.holds(text);
}

/** Puts at each place what may stand there, where only one lookalike may. */
function shaped(text: string, shape: Shape): string {
  return [...text]
    .map((character, at) => {
      if (shape.allowed(at).test(character)) return character;
      return alikeTo(character).find((other) => shape.allowed(at).test(other)) ?? character;
    })
    .join("");
}

/** Every way to read up to `depth` places otherwise. */
function variants(text: string, shape: Shape, from = 0, depth = MENDS): string[] {
  if (depth === 0) return [];
  const found: string[] = [];
  for (let at = from; at < text.length; at++) {
    for (const other of alikeTo(text.charAt(at))) {
      if (!shape.allowed(at).test(other)) continue;
      const varied = text.slice(0, at) + other + text.slice(at + 1);
      found.push(varied, ...variants(varied, shape, at + 1, depth - 1));
    }
  }
  return found;
}

/**
 * Chooses the number that was meant among the texts recognised for it. One whose check character holds is believed; if
 * none does, the one reading nearby that holds, when it is the only one; else the first text, hardly believed.
 * Gives nothing where no text has the number's length.
 */
export function chooseNumber(texts: readonly string[], shape: Shape, confidence: number): Chosen | undefined {
  const fitting = texts
    .map((text) => text.toUpperCase().replace(/[^0-9A-Z]/g, ""))
    .filter((text) => text.length === shape.length);
  const placed = fitting.map((text) => shaped(text, shape));
  const holding = placed.filter((text) => isSound(text, shape));
  const [first] = holding;
  if (first !== undefined) {
    if (holding.some((one) => one !== first)) return { value: first, proven: false, confidence: UNPROVEN_MOST };
    return { value: first, proven: true, confidence: holding.length > 1 ? PROVEN_TWICE : PROVEN };
  }
  const [raw] = placed;
  if (raw === undefined) return undefined;
  const near = nearest(raw, shape);
  if (near !== undefined) return { value: near, proven: true, confidence: Math.min(MENDED, confidence) };
  return { value: raw, proven: false, confidence: Math.min(UNPROVEN_MOST, Math.round(confidence)) };
}

/** The only reading that holds with as few places changed as possible. */
function nearest(raw: string, shape: Shape): string | undefined {
  for (let depth = 1; depth <= MENDS; depth++) {
    const found = [...new Set(variants(raw, shape, 0, depth))].filter((text) => isSound(text, shape));
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
}

/** Every run of letters and digits of this length in a text, of a longer one its end. */
export function runs(text: string, length: number): string[] {
  const bare = text.toUpperCase().replace(/\s+/g, "");
  return [...bare.matchAll(/[0-9A-Z]+/g)].flatMap(([run]) => {
    if (run.length < length) return [];
    // What is too much stands before the number, where its label was.
    return [run.slice(-length)];
  });
}
