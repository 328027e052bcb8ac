import type { MeasureSubject } from "@/domain/controls/model";
import type { Scope } from "@/server/kernel/scope";

type Ground = (scope: Scope, subject: MeasureSubject) => Promise<boolean>;

const grounds = new Map<string, Ground>();

/**
 * Says for subjects of a type whether a measure given for one is still asked for, so that an order the core turned down may
 * be sent again from the screen. Without it such an order goes out anew only by the capability that gave it.
 */
export function registerReplayGround(subjectType: string, ground: Ground): void {
  grounds.set(subjectType, ground);
}

/** Whether what a measure stands on still asks for it; true for one that stands on nothing else, null where nobody says. */
export async function stillGrounded(scope: Scope, subject: MeasureSubject | null): Promise<boolean | null> {
  if (subject === null) return true;
  return (await grounds.get(subject.type)?.(scope, subject)) ?? null;
}
