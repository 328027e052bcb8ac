import { z } from "zod";
import type { CoreLook } from "@/domain/closures/model";
import { LOOK_FRESH_SECONDS } from "@/domain/closures/policy";
import { decided, type Refusal, type Result, refuse } from "@/domain/shared/result";
import { addDuration, instant } from "@/domain/shared/time";
import { lookAtCore, type PaymentCore } from "@/server/controls/public";
import type { Actor, Principal } from "@/server/kernel/actor";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import { vouch, vouchedFact } from "@/server/kernel/crypto/vouched";
import type { Runtime } from "@/server/kernel/runtime";

const PURPOSE = "closures-look";
const minor = z.string().regex(/^\d{1,19}$/);

/** What the core said, as it travels: sums as text in minor units. */
export const coreLook = z.strictObject({
  availableMinor: minor,
  heldMinor: minor,
  currency: z.string(),
  inFlight: z.number().int(),
  standing: z.number().int(),
});
const body = z.object({
  programme: z.string(),
  actor: z.string(),
  accountId: z.string(),
  asOf: z.string(),
  takenAt: z.string(),
  look: coreLook,
});

export const readLook = (look: z.output<typeof coreLook>): CoreLook => ({
  ...look,
  availableMinor: BigInt(look.availableMinor),
  heldMinor: BigInt(look.heldMinor),
});

/**
 * Asks the core about an account, outside any transaction, and vouches for the answer to this person for a short time.
 * Refuses `closures.look.unavailable` (ask again later) and `.refused`. Throws AppError for what the caller may not see.
 */
export async function takeLook(
  runtime: Runtime,
  core: Pick<PaymentCore, "dryRun">,
  caller: Principal,
  accountId: string,
): Promise<Result<{ token: string; asOf: string; look: z.output<typeof coreLook>; actor: Actor }>> {
  const permissions = ["closures.request", "closures.approve", "closures.run"] as const;
  const looked = await lookAtCore(runtime, core, caller, { accountId, permissions });
  if (!looked.ok)
    return refuse(looked.code === "controls.preview.refused" ? "closures.look.refused" : "closures.look.unavailable");
  const { actor, answer } = looked.value;
  const look = {
    availableMinor: answer.balance.availableMinor.toString(),
    heldMinor: answer.balance.heldMinor.toString(),
    currency: answer.balance.currency,
    inFlight: answer.inFlight.length,
    standing: answer.standingInstructions.length,
  };
  const { programmeId: programme, id } = actor;
  const fact = { programme, actor: id, accountId, asOf: answer.asOf, takenAt: runtime.clock(), look };
  return decided({ token: vouch(runtime.keyRing, PURPOSE, fact), asOf: answer.asOf, look, actor });
}

/** Proves a token: signed here, for this actor and account, and fresh. Refuses `closures.look.missing`, `.foreign`, `.stale`. */
export function provenLook(
  { keyRing, actor, now }: { keyRing: KeyRing; actor: Pick<Actor, "id" | "programmeId">; now: string },
  accountId: string,
  token: string | null,
): { ok: true; look: CoreLook } | Refusal {
  if (!token) return refuse("closures.look.missing");
  const read = body.safeParse(vouchedFact(keyRing, PURPOSE, token));
  const fact = read.data;
  if (!fact || fact.programme !== actor.programmeId || fact.actor !== actor.id || fact.accountId !== accountId)
    return refuse("closures.look.foreign");
  const takenAt = instant(fact.takenAt);
  if (takenAt > now || addDuration(takenAt, { seconds: LOOK_FRESH_SECONDS }) < now)
    return refuse("closures.look.stale");
  return { ok: true, look: readLook(fact.look) };
}
