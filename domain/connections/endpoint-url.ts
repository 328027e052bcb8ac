import { isPublicAddress } from "../shared/addresses";

/**
 * An endpoint's address as it is called; undefined for what is not a complete https address without user, password and
 * fragment, and for an address in numbers that is not on the open internet. `allowPrivate`: for houses that say so, http
 * and every network are good too.
 */
export function readEndpointUrl(text: string, options: { allowPrivate: boolean }): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const scheme = url.protocol === "https:" || (options.allowPrivate && url.protocol === "http:");
  if (!scheme || url.username !== "" || url.password !== "" || url.hash !== "" || url.hostname === "") return undefined;
  return url;
}

/** True for a host written in numbers that no news may go to. */
export function isPrivateHost(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const numeric = host.includes(":") || /^[\d.]+$/.test(host);
  return (numeric && !isPublicAddress(host)) || host === "localhost" || host.endsWith(".localhost");
}
