/** A stretch of a value; `differs` where another value has other characters there. */
export type Stretch = { readonly text: string; readonly differs: boolean };

/** Values longer than this are not compared character by character. */
const MOST = 400;

/**
 * A value in stretches, those marked that do not stand in `other` in the same order (by longest common subsequence of
 * whole characters, so that a rare Han character of two code units is one).
 */
export function stretches(value: string, other: string): readonly Stretch[] {
  const [mine, theirs] = [Array.from(value), Array.from(other)];
  if (mine.length === 0) return [];
  if (value === other) return [{ text: value, differs: false }];
  if (mine.length > MOST || theirs.length > MOST) return [{ text: value, differs: true }];
  const kept = common(mine, theirs);
  const found: { text: string; differs: boolean }[] = [];
  mine.forEach((character, at) => {
    const differs = !kept.has(at);
    const last = found.at(-1);
    if (last && last.differs === differs) last.text += character;
    else found.push({ text: character, differs });
  });
  return found;
}

/** Places in `mine` that belong to a longest common subsequence with `theirs`. */
function common(mine: readonly string[], theirs: readonly string[]): ReadonlySet<number> {
  const width = theirs.length + 1;
  const length = new Uint16Array((mine.length + 1) * width);
  const at = (i: number, j: number) => length[i * width + j] ?? 0;
  for (let i = mine.length - 1; i >= 0; i--)
    for (let j = theirs.length - 1; j >= 0; j--)
      length[i * width + j] = mine[i] === theirs[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const kept = new Set<number>();
  for (let i = 0, j = 0; i < mine.length && j < theirs.length; ) {
    if (mine[i] === theirs[j]) {
      kept.add(i);
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return kept;
}
