import { registerLetterWords } from "@/server/letters/public";
import { contentsOf, hasEnglish, loadNotice } from "./notices";
import { NOTICE } from "./store";

// What an incident notice says stands in the notice that two people agreed to, not in the template: who is told in English
// reads the English where it was written, the Chinese otherwise.
registerLetterWords("incident.notice", async (scope, subject, language) => {
  if (subject.type !== NOTICE) return {};
  const { words } = await loadNotice(scope, subject.id);
  return contentsOf(words, language === "en" && hasEnglish(words) ? "en" : "zh");
});
