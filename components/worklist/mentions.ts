/** The word being typed after an "@" that ends at the caret, with where it starts; null while nobody is being named. */
export function mentionAt(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const from = text.lastIndexOf("@", caret - 1);
  if (from < 0) return null;
  const query = text.slice(from + 1, caret);
  return query.length > 20 || /[\n@，。；]/.test(query) ? null : { from, query };
}

/** Puts a name in the place of the word being typed; gives the text and where the caret goes. */
export function insertMention(
  text: string,
  from: number,
  caret: number,
  name: string,
): { text: string; caret: number } {
  const put = `@${name} `;
  return { text: text.slice(0, from) + put + text.slice(caret), caret: from + put.length };
}

/** Of the people chosen, those whose name still stands in the text. */
export function mentioned(text: string, chosen: readonly { readonly id: string; readonly name: string }[]): string[] {
  return [...new Set(chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id))];
}

/** The colleagues whose name has what was typed, in either language; all of them for nothing typed. */
export function matching<C extends { person: { name: { zh: string; en: string } } }>(
  query: string,
  colleagues: readonly C[],
): readonly C[] {
  const wanted = query.trim().toLowerCase();
  return colleagues.filter(({ person: { name } }) => `${name.zh} ${name.en}`.toLowerCase().includes(wanted));
}
