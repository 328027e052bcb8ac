/** Why somebody stands before the sign-in page. */
export const SIGN_IN_REASONS = ["expired", "signed-out", "limit", "forced", "ended", "password", "reset"] as const;
export type SignInReason = (typeof SIGN_IN_REASONS)[number];

/** One of the reasons, or undefined for anything else in the address. */
export function signInReason(text: unknown): SignInReason | undefined {
  return SIGN_IN_REASONS.find((reason) => reason === text);
}

/** The sign-in page's address, with the page to lead back to. */
export function signInAddress(options: { reason?: SignInReason; to?: string } = {}): string {
  const query = new URLSearchParams();
  if (options.reason) query.set("reason", options.reason);
  const to = ownPath(options.to);
  if (to && to !== "/") query.set("to", to);
  const text = query.toString();
  return text === "" ? "/sign-in" : `/sign-in?${text}`;
}

/** A path of this console, or undefined for anything that would lead elsewhere or back to the sign-in page. */
export function ownPath(path: string | null | undefined): string | undefined {
  if (!path || !/^\/(?![/\\])/.test(path)) return undefined;
  const { origin, pathname, search } = new URL(path, "http://console.invalid");
  return origin === "http://console.invalid" && pathname !== "/sign-in" ? pathname + search : undefined;
}
