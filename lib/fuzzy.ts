const HAN = /\p{Script=Han}/u;

/** Whether each sign of a word comes in order: Han anywhere, others right after the last one or where a word begins. */
function inOrder(word: string, text: string): boolean {
  const signs = [...text];
  let from = 0;
  for (const sign of word) {
    const at = signs.findIndex((other, index) => {
      if (index < from || other !== sign) return false;
      return (
        HAN.test(sign) || (from > 0 && index === from) || index === 0 || !/[\p{L}\p{N}]/u.test(signs[index - 1] ?? "")
      );
    });
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

function wordFit(word: string, text: string): number | null {
  const at = text.indexOf(word);
  if (at >= 0) return at === 0 ? 0 : 1;
  return inOrder(word, text) ? 2 : null;
}

/**
 * How well typed text fits any of the texts: 0 begins one, more is looser, null not at all. Case, width and the order
 * of words do not matter; Han characters may leave some out ("导大额" finds "导出大额"), and so may initials ("dt").
 */
export function closeness(query: string, texts: readonly string[]): number | null {
  const words = query.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const plain = texts.map((text) => text.normalize("NFKC").toLowerCase());
  let worst = 0;
  for (const word of words) {
    const fits = plain.map((text) => wordFit(word, text)).filter((one) => one !== null);
    if (fits.length === 0) return null;
    worst = Math.max(worst, Math.min(...fits));
  }
  return worst;
}

/** What fits, the closest first; equals keep their order. */
export function fitting<T>(query: string, items: readonly T[], textsOf: (item: T) => readonly string[]): T[] {
  return items
    .map((item) => ({ item, rank: closeness(query, textsOf(item)) }))
    .filter((one): one is { item: T; rank: number } => one.rank !== null)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
