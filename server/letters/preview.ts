import { DESK_LINES } from "@/domain/letters/policy";
import type { LetterLanguage, LetterParams, LetterTemplate, OwnWords } from "@/domain/letters/templates";
import { customersLine } from "@/env";
import { type LetterText, renderLetter } from "./render";

/** The line a letter names: of the desk it comes from, where that has one of its own. */
export const lineOf = ({ desk }: Pick<LetterParams, "desk">): string =>
  (desk === undefined ? undefined : DESK_LINES[desk]) ?? customersLine();

/** A letter as it would read, before it is written. About no account. */
export function previewLetter(asked: {
  readonly template: LetterTemplate;
  readonly language: LetterLanguage;
  readonly params: LetterParams;
  readonly own?: OwnWords;
}): LetterText {
  return renderLetter({ ...asked, tail: null, line: lineOf(asked.params) });
}
