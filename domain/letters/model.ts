import type { Instant } from "../shared/time";
import type { Channel, LetterLanguage, LetterTemplate } from "./templates";

/**
 * Where one letter stands on one channel. `queued`: to be handed over; `sent`: the provider took it; `delivered`: it says
 * it arrived, or it lies in the message centre; `refused`: the provider or the network said no; `lost`: nobody knows.
 */
export const DISPATCH_STATES = ["queued", "sent", "delivered", "refused", "lost"] as const;
export type DispatchState = (typeof DISPATCH_STATES)[number];

/** One letter on one channel. `attempts` counts answers of the provider, silence included. */
export type Dispatch = {
  readonly channel: Channel;
  readonly state: DispatchState;
  readonly attempts: number;
};

/** What came of one hand-over: taken, a final no, or no answer that says anything. */
export type HandOver =
  | { readonly outcome: "accepted" }
  | { readonly outcome: "refused"; readonly problem: string }
  | { readonly outcome: "unavailable"; readonly problem: string };

/** What the provider says afterwards. */
export type Receipt = "delivered" | "undeliverable";

/** By what the house can reach a customer; the message centre needs nothing. */
export type Contact = { readonly phone: boolean; readonly app: boolean };

export type LetterPlan = {
  readonly template: LetterTemplate;
  readonly language: LetterLanguage;
  readonly dispatches: readonly { readonly channel: Channel; readonly state: DispatchState; readonly at: Instant }[];
};
