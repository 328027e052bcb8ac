import { addressBytes, isListed, readRange } from "../shared/addresses";

/** A list of addresses and CIDR ranges that can be used: every entry understood, none wider than half the world. */
export function areNetworks(list: readonly string[]): boolean {
  return list.every((text) => {
    const range = readRange(text);
    return range !== undefined && range.bits > 0;
  });
}

/** Whether a role with this list counts for a caller at this address; an unknown address is in no list. */
export const countsFrom = isListed;

/** The network of an address, coarse enough to point to nobody: an IPv4 /24, an IPv6 /48; null for what is no address. */
export function coarseNetwork(address: string | null): string | null {
  const bytes = address === null ? undefined : addressBytes(address);
  if (!bytes) return null;
  if (bytes.length === 4) return `${bytes.slice(0, 3).join(".")}.0/24`;
  const words = [0, 2, 4].map((at) => (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16));
  return `${words.join(":")}::/48`;
}
