import type { Rules } from "../rulebook/model";
import { decided, type Result, refuse } from "../shared/result";
import { type Instant, shanghaiDate } from "../shared/time";

/**
 * A customer says that his data came out: it opens an incident that may have happened, or joins an open one. Refuses a
 * report of the future. Its customer did what he is asked to (mipriv-report-breach-now, llpriv-user-leak-contact).
 */
export function receiveSighting(
  sighting: { readonly receivedAt: Instant; readonly now: Instant },
  rules: Rules,
): Result<true> {
  const on = shanghaiDate(sighting.now);
  const basis = [rules.ref("mipriv-report-breach-now", on), rules.ref("llpriv-user-leak-contact", on)];
  if (sighting.receivedAt > sighting.now) return refuse("incidents.incident.future", { field: "receivedAt", basis });
  return decided(true, basis);
}
