/** For whom passkeys are made, and on which pages they work. */
export type RelyingParty = { readonly id: string; readonly origin: string };

/**
 * The relying party of an address people open. Browsers know no passkeys for bare addresses: a console on this machine's
 * own has them under the name localhost. Null where there is no name at all.
 */
export function relyingParty(publicUrl: string): RelyingParty | null {
  const url = new URL(publicUrl);
  if (url.hostname === "127.0.0.1" || url.hostname === "[::1]") url.hostname = "localhost";
  if (/^[\d.]+$/.test(url.hostname) || url.hostname.startsWith("[")) return null;
  return { id: url.hostname, origin: url.origin };
}
