/** A range of addresses: its bytes (4 or 16) and how many leading bits count. */
export type Range = { readonly bytes: readonly number[]; readonly bits: number };

function v4(text: string): number[] | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) {
    return undefined;
  }
  return parts.map(Number);
}

function groups(text: string): number[] | undefined {
  if (text === "") return [];
  const words = text.split(":");
  const last = words.at(-1) ?? "";
  const tail = last.includes(".") ? v4(last) : [];
  if (!tail) return undefined;
  const heads = last.includes(".") ? words.slice(0, -1) : words;
  if (!heads.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return undefined;
  return [...heads.flatMap((word) => [Number.parseInt(word, 16) >> 8, Number.parseInt(word, 16) & 255]), ...tail];
}

function v6(text: string): number[] | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [front, back] = [groups(halves[0] ?? ""), halves.length === 2 ? groups(halves[1] ?? "") : []];
  if (!front || !back) return undefined;
  const missing = 16 - front.length - back.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return [...front, ...new Array<number>(missing).fill(0), ...back];
}

/** The bytes of an address; an IPv4 address written as IPv6 counts as IPv4. Undefined for anything else. */
export function addressBytes(text: string): readonly number[] | undefined {
  const bytes = text.includes(":") ? v6(text) : v4(text);
  const mapped = bytes?.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0);
  return mapped && bytes[10] === 255 && bytes[11] === 255 ? bytes.slice(12) : bytes;
}

/** An address or a CIDR range; undefined for what is neither. */
export function readRange(text: string): Range | undefined {
  const [address = "", suffix, more] = text.split("/");
  const bytes = addressBytes(address);
  if (!bytes || more !== undefined) return undefined;
  const most = bytes.length * 8;
  if (suffix === undefined) return { bytes, bits: most };
  const bits = /^\d{1,3}$/.test(suffix) ? Number(suffix) : -1;
  return bits >= 0 && bits <= most ? { bytes, bits } : undefined;
}

/** True when the address lies in the range. */
export function isWithin(address: readonly number[], { bytes, bits }: Range): boolean {
  if (address.length !== bytes.length) return false;
  return bytes.every((byte, at) => {
    const counted = Math.min(8, Math.max(0, bits - at * 8));
    const mask = (0xff << (8 - counted)) & 0xff;
    return (byte & mask) === ((address[at] ?? 0) & mask);
  });
}

/** Whether a caller at this address may use a key with this list. An empty list lets everybody in, an odd entry nobody. */
export function isListed(list: readonly string[], address: string | null): boolean {
  if (list.length === 0) return true;
  const bytes = address === null ? undefined : addressBytes(address);
  return (
    bytes !== undefined &&
    list.some((text) => {
      const range = readRange(text);
      return range !== undefined && isWithin(bytes, range);
    })
  );
}

/** Addresses no news may be sent to: this machine, private networks, links, groups, tests and translations (RFC 6890). */
const CLOSED: readonly Range[] = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
  "::/96",
  "64:ff9b::/96",
  "64:ff9b:1::/48",
  "100::/64",
  "2001::/23",
  "2001:db8::/32",
  "2002::/16",
  "3fff::/20",
  "5f00::/16",
  "fc00::/7",
  "fe80::/9",
  "ff00::/8",
].flatMap((text) => readRange(text) ?? []);

/** True for an address on the open internet. */
export function isPublicAddress(text: string): boolean {
  const bytes = addressBytes(text);
  return bytes !== undefined && !CLOSED.some((range) => isWithin(bytes, range));
}
