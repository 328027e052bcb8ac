import { completeNotice, proposeNotice } from "@/domain/incidents/decisions";
import type { Result } from "@/domain/shared/result";
import type { Scope } from "@/server/kernel/scope";
import { contentsOf, languagesOf, type StoredNotice } from "./notices";
import { countPersons } from "./store";

/** May this notice go to a second person, or out? In every language it is written in it says all it must. */
export async function checkNotice(scope: Scope, notice: StoredNotice): Promise<Result<true>> {
  const { rules, now } = scope;
  const { named } = await countPersons(scope, notice.incidentId);
  const { kind, words } = notice;
  const asked = { kind, state: "draft" as const, people: named, ground: words.ground ?? null };
  const first = proposeNotice({ ...asked, words: contentsOf(words, "zh") }, rules, now);
  if (!first.ok || !languagesOf(words).includes("en")) return first;
  const second = completeNotice(contentsOf(words, "en"), rules, now);
  return second.ok ? first : second;
}
