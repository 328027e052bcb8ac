import type { SQL } from "drizzle-orm";
import type { Scope } from "@/server/kernel/scope";
import { planLetter, type SystemEffect, type Telling, writeLetter } from "./write";

export { registerLetterGate } from "./gates";
export { messageCentreQuery } from "./message-centre";
export { registerLetterWords } from "./own-words";
export { previewLetter } from "./preview";
export type { SystemEffect, Telling } from "./write";

/**
 * Tells a customer something by text message, push and in the message centre, from the template's words in his language.
 * Refuses nothing: what must not be told has no template. The caller commits `audit` and `events` with its own. Throws
 * when `params` holds anything but numbers, codes, moments and sums.
 */
export async function tellCustomer(
  scope: Pick<Scope, "tx" | "actor" | "now">,
  telling: Telling,
): Promise<SystemEffect> {
  const { audit, events } = await writeLetter(scope, telling);
  return { audit, events };
}

/** The same for a command that writes the letter with its end: it commits `writes` too. */
export function planTelling(
  scope: Pick<Scope, "actor" | "now">,
  telling: Telling,
): SystemEffect & { readonly letterId: string; readonly writes: readonly SQL[] } {
  return planLetter(scope, telling);
}
