import type { LetterLanguage, LetterTemplate, OwnWords } from "@/domain/letters/templates";
import type { Scope } from "@/server/kernel/scope";

/** Gives the words of a letter's own, from what it is about. They were decided before the letter was written and stay. */
type Source = (
  scope: Scope,
  subject: { readonly type: string; readonly id: string },
  language: LetterLanguage,
) => Promise<OwnWords>;

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiLetterWords?: Map<LetterTemplate, Source> };
const sources = (): Map<LetterTemplate, Source> => {
  holder.heguiLetterWords ??= new Map();
  return holder.heguiLetterWords;
};

/** Lets a capability say what its letters of a template hold beside codes and numbers: words people agreed to. */
export function registerLetterWords(template: LetterTemplate, source: Source): void {
  sources().set(template, source);
}

/** The words of a letter's own; none for a template nobody gives words to. */
export async function ownWordsOf(
  scope: Scope,
  letter: { readonly template: LetterTemplate; readonly subject_type: string; readonly subject_id: string },
  language: LetterLanguage,
): Promise<OwnWords> {
  const source = sources().get(letter.template);
  return source ? source(scope, { type: letter.subject_type, id: letter.subject_id }, language) : {};
}
