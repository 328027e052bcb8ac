import { useTranslations } from "next-intl";
import type { LetterRow } from "./letter";

/** The name of what a letter is about, as its template says. */
export function useLetterWords(): (template: LetterRow["template"]) => string {
  const t = useTranslations("letters.templates");
  return (template) => t(template);
}
