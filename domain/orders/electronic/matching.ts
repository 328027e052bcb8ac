import type { Candidate, Mismatch } from "./model";

export type Matched =
  | { readonly matched: true; readonly account: Candidate }
  | { readonly matched: false; readonly problem: Mismatch };

/**
 * Whether an order means exactly one account. Takes every account it may mean, whether the name it gives is the holder's
 * (null where it gives none), and the currency of its sum (null without one). An open account is meant before a closed
 * one; two open ones are never guessed between.
 */
export function matchAccount(facts: {
  readonly candidates: readonly Candidate[];
  readonly nameAgrees: boolean | null;
  readonly currency: string | null;
}): Matched {
  const { candidates, nameAgrees, currency } = facts;
  const no = (problem: Mismatch): Matched => ({ matched: false, problem });
  if (candidates.length === 0) return no("no-such-account");
  if (nameAgrees === false) return no("name-differs");
  const open = candidates.filter(({ status }) => status === "open");
  const [account] = open;
  if (!account) return no("account-closed");
  if (open.length > 1) return no("several-candidates");
  if (currency !== null && currency !== account.currency) return no("currency-differs");
  return { matched: true, account };
}
