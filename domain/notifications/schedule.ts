import type { Clearance } from "../permissions";
import { addDays, addDuration, type Instant, type LocalDate, shanghaiDate, startOfDay } from "../shared/time";
import { NOTICE_KINDS, type NoticeKind } from "./codes";
import type { Choice, HandOver, MailState, Preferences, TimeOfDay } from "./model";
import { NOTIFICATIONS_POLICY } from "./policy";

/** What a person has chosen for a kind, or the kind's own. An urgent kind always counts on the bell. */
export function choiceOf(preferences: Preferences, kind: NoticeKind): Choice {
  const own: Choice = { console: true, mail: NOTICE_KINDS[kind].mail };
  const chosen = preferences.choices[kind] ?? own;
  return NOTICE_KINDS[kind].urgent ? { ...chosen, console: true } : chosen;
}

function minutesOf(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

const at = (date: LocalDate, minutes: number): Instant => addDuration(startOfDay(date), { minutes });

/**
 * The first moment from `now` on that is not quiet, in Shanghai time. `from` is quiet, `until` no longer is; equal ends
 * mean no quiet time at all.
 */
export function afterQuiet(quiet: Preferences["quiet"], now: Instant): Instant {
  if (!quiet || quiet.from === quiet.until) return now;
  const today = shanghaiDate(now);
  const [from, until] = [minutesOf(quiet.from), minutesOf(quiet.until)];
  const spans =
    from < until
      ? [[at(today, from), at(today, until)] as const]
      : [[startOfDay(today), at(today, until)] as const, [at(today, from), at(addDays(today, 1), until)] as const];
  return spans.find(([start, end]) => start <= now && now < end)?.[1] ?? now;
}

/** The next digest after `now`, Shanghai time; `isWorkingDay` is the official calendar's. Quiet hours are not looked at. */
export function nextDigest(
  { digest, digestHour }: Pick<Preferences, "digest" | "digestHour">,
  now: Instant,
  isWorkingDay: (date: LocalDate) => boolean,
): Instant {
  const today = shanghaiDate(now);
  if (digest === "hourly") {
    for (let hour = 0; hour < 24; hour++) if (at(today, hour * 60) > now) return at(today, hour * 60);
    return startOfDay(addDays(today, 1));
  }
  const first = at(today, digestHour * 60) > now ? today : addDays(today, 1);
  // No run of rest days is as long as a month: the search ends.
  for (let ahead = 0; ahead < 31; ahead++) {
    const day = addDays(first, ahead);
    if (digest === "daily" || isWorkingDay(day)) return at(day, digestHour * 60);
  }
  return at(first, digestHour * 60);
}

/**
 * When a notice is to go out by e-mail: never (null) where suspicion is touched or the person wants none; at once, after
 * quiet hours unless the kind is urgent; or with the next digest outside them.
 */
export function mailAt(
  preferences: Preferences,
  notice: { readonly kind: NoticeKind; readonly clearance: Clearance },
  now: Instant,
  isWorkingDay: (date: LocalDate) => boolean,
): Instant | null {
  const { mail } = choiceOf(preferences, notice.kind);
  if (notice.clearance === "suspicion" || mail === "off") return null;
  if (mail === "at-once") return NOTICE_KINDS[notice.kind].urgent ? now : afterQuiet(preferences.quiet, now);
  return afterQuiet(preferences.quiet, nextDigest(preferences, now, isWorkingDay));
}

/** Where an e-mail stands after its `attempt`-th hand-over. Silence is never answered by sending again. */
export function mailAfter(handOver: HandOver, attempt: number): MailState {
  switch (handOver.outcome) {
    case "accepted":
      return "sent";
    case "refused":
      return "failed";
    case "unanswered":
      return "unknown";
    case "refused-for-now":
      return attempt < NOTIFICATIONS_POLICY.mailAttempts ? "waiting" : "failed";
  }
}
