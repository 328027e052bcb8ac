import { decided, type Result, refuse } from "../shared/result";
import { OPEN_STATES, type RequestState } from "./model";

/** What may happen to a request, and from where to where. Nothing else does. */
export const REQUEST_MOVES = {
  verify: { from: ["received"], to: "verified" },
  start: { from: ["verified"], to: "working" },
  propose: { from: ["received", "working"], to: "proposed" },
  answer: { from: ["verified", "working", "proposed"], to: "answered" },
  withdraw: { from: ["received", "verified", "working", "proposed"], to: "withdrawn" },
  lapse: { from: ["received"], to: "lapsed" },
} as const satisfies Record<string, { readonly from: readonly RequestState[]; readonly to: RequestState }>;
export type RequestMove = keyof typeof REQUEST_MOVES;

/** Whether a request may still be worked on. */
export const isOpen = (state: RequestState): boolean => (OPEN_STATES as readonly RequestState[]).includes(state);

/** Where a move leads. Refuses `privacy.request.not-now` from anywhere else. */
export function move(state: RequestState, by: RequestMove): Result<RequestState> {
  const { from, to } = REQUEST_MOVES[by];
  if ((from as readonly RequestState[]).includes(state)) return decided(to);
  return refuse("privacy.request.not-now", { params: { state } });
}

/** Compares with what a person saw. Refuses `stale`, and `not-now` where the request has ended. */
export function asShown(
  request: { readonly state: RequestState; readonly version: number },
  seen: number,
): Result<true> {
  if (request.version !== seen) return refuse("privacy.request.stale", { params: { version: request.version } });
  if (!isOpen(request.state)) return refuse("privacy.request.not-now", { params: { state: request.state } });
  return decided(true);
}
