import type { Rules } from "../rulebook/model";
import { decided, type Refusal, type Result, refuse } from "../shared/result";
import type { LocalDate } from "../shared/time";
import { type CustomersRefusal, REVEAL_REASONS, type RevealReason } from "./codes";

/** What a person says when asking to see one sealed value. */
export type RevealRequest = {
  readonly reason: RevealReason;
  readonly note: string;
  /** Whether an item was named. */
  readonly itemNamed: boolean;
  /** Whether the named item is open, about this customer, and of a kind the person may see. */
  readonly itemOpen: boolean;
};

/** Fewest signs of a note that says anything. */
export const NOTE_LEAST = 2;

const no = (code: CustomersRefusal, field: string): Refusal => refuse(code, { field });

/**
 * Whether one sealed value may be shown. Needs a note, and an open item of the customer unless the reason is a call
 * in progress; an item that is named must be open in any case. Rests on the secrecy duty, the classes of personal
 * financial data and the reason's own rules.
 */
export function decideReveal(request: RevealRequest, rules: Rules, on: LocalDate): Result<{ readonly note: string }> {
  const note = request.note.trim();
  if ([...note].length < NOTE_LEAST) return no("customers.reveal.note-missing", "note");
  const { needsItem, rules: own } = REVEAL_REASONS[request.reason];
  if (needsItem && !request.itemNamed) return no("customers.reveal.item-missing", "itemId");
  if (request.itemNamed && !request.itemOpen) return no("customers.reveal.item-not-open", "itemId");
  const ids = new Set<string>(["law-nbpi-reg-32", "law-jrt0171", ...own]);
  return decided(
    { note },
    [...ids].map((id) => rules.ref(id, on)),
  );
}
