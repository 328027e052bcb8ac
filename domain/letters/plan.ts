import type { Rules } from "../rulebook/model";
import { type Decided, decided } from "../shared/result";
import { addDays, addDuration, type Instant, type LocalDate, shanghaiDate, startOfDay } from "../shared/time";
import type { Contact, Dispatch, DispatchState, HandOver, LetterPlan, Receipt } from "./model";
import { LETTERS_POLICY } from "./policy";
import { CHANNELS, type Channel, LETTERS, type LetterLanguage, type LetterTemplate } from "./templates";

const at = (date: LocalDate, time: string): Instant =>
  addDuration(startOfDay(date), { minutes: Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5)) });

/** The first moment from `now` on at which the house may make a telephone ring, in Shanghai time. */
export function afterQuietHours(now: Instant): Instant {
  const today = shanghaiDate(now);
  const morning = at(today, LETTERS_POLICY.quietUntil);
  if (now < morning) return morning;
  return now < at(today, LETTERS_POLICY.quietFrom) ? now : at(addDays(today, 1), LETTERS_POLICY.quietUntil);
}

const reaches = (channel: Channel, contact: Contact): boolean =>
  channel === "page" || (channel === "sms" ? contact.phone : contact.app);

/**
 * How a customer is told: by every channel of the agreement that can reach him, the message centre at once, what rings
 * after quiet hours unless it protects. Cites the rows the letter rests on.
 */
export function planLetter(
  asked: {
    readonly template: LetterTemplate;
    readonly language: LetterLanguage | null;
    readonly contact: Contact;
    readonly now: Instant;
  },
  rules: Rules,
): Decided<LetterPlan> {
  const { template, contact, now } = asked;
  const { basis, urgent } = LETTERS[template];
  const on = shanghaiDate(now);
  const refs = basis.map((id) => rules.ref(id, on));
  const rings = urgent ? now : afterQuietHours(now);
  const dispatches = CHANNELS.filter((channel) => reaches(channel, contact)).map((channel) =>
    channel === "page"
      ? { channel, state: "delivered" as const, at: now }
      : { channel, state: "queued" as const, at: rings },
  );
  return decided({ template, language: asked.language ?? "zh-CN", dispatches }, refs);
}

/** Where a message stands after a hand-over; one that has ended, or was taken before, stays as it is. */
export function afterHandOver(dispatch: Dispatch, handOver: HandOver): Dispatch {
  if (dispatch.state !== "queued") return dispatch;
  const attempts = dispatch.attempts + 1;
  if (handOver.outcome === "accepted") return { ...dispatch, attempts, state: "sent" };
  if (handOver.outcome === "refused") return { ...dispatch, attempts, state: "refused" };
  return { ...dispatch, attempts, state: attempts < LETTERS_POLICY.attempts ? "queued" : "lost" };
}

/**
 * Where a message stands after a receipt. A receipt may come before we knew it was taken, late, twice, or out of order:
 * what arrived once stays delivered, and one given up for lost may still arrive.
 */
export function afterReceipt(dispatch: Dispatch, receipt: Receipt): Dispatch {
  if (dispatch.state === "delivered" || dispatch.channel === "page") return dispatch;
  return { ...dispatch, state: receipt === "delivered" ? "delivered" : "refused" };
}

/** True when a message that was taken has been without a word for too long. */
export function receiptOverdue(sentAt: Instant, now: Instant): boolean {
  return addDuration(sentAt, { hours: LETTERS_POLICY.receiptHours }) <= now;
}

/**
 * True when a letter has reached nobody by what rings: every message to telephone or app was refused or lost, or there
 * was none to send. A letter in the message centre is read by who opens it; somebody should see to the rest.
 */
export function reachedNobody(
  dispatches: readonly { readonly channel: Channel; readonly state: DispatchState }[],
): boolean {
  const ringing = dispatches.filter(({ channel }) => channel !== "page");
  return ringing.every(({ state }) => state === "refused" || state === "lost");
}
