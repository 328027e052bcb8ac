import { type Channel, isMarketing, type LetterTemplate } from "@/domain/letters/templates";
import type { Scope } from "@/server/kernel/scope";

/** Whether a customer may be sent something of a kind by a channel at this moment. */
export type LetterGate = (
  scope: Pick<Scope, "tx" | "actor" | "now" | "rules" | "vault">,
  to: { readonly customerId: string; readonly channel: Channel },
) => Promise<boolean>;

const gates = new Map<"marketing", LetterGate>();

/** Registers who says whether letters of a kind may go out. Without one, none does. */
export function registerLetterGate(kind: "marketing", gate: LetterGate): void {
  gates.set(kind, gate);
}

/** Whether a letter may go by a channel: what is no marketing always, marketing where its gate says so. */
export async function mayGo(
  scope: Pick<Scope, "tx" | "actor" | "now" | "rules" | "vault">,
  letter: { readonly template: LetterTemplate; readonly customerId: string },
  channel: Channel,
): Promise<boolean> {
  if (!isMarketing(letter.template)) return true;
  return (await gates.get("marketing")?.(scope, { customerId: letter.customerId, channel })) ?? false;
}
