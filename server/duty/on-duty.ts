import type { TargetType } from "@/domain/duty/codes";
import { onDutyAt } from "@/domain/duty/coverage";
import { addDuration, type Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { isAway, shiftsOf } from "./store";

/** Who is on duty for a role or a queue at a moment: primaries first, then stand-ins; nobody who is away. */
export async function onDuty(
  { tx }: Pick<Scope, "tx">,
  which: { targetType: TargetType; target: string },
  at: Instant,
): Promise<string[]> {
  const shifts = await shiftsOf(tx, { ...which, from: at, to: addDuration(at, { seconds: 1 }) });
  const away = new Set<string>();
  for (const personId of new Set(shifts.map((shift) => shift.personId))) {
    if (await isAway(tx, personId, at)) away.add(personId);
  }
  return onDutyAt(shifts, away, at);
}
