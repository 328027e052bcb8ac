import { isUuid } from "../shared/ids";

/** A key as its holder sends it: which key, and the secret that proves it. */
export type KeyToken = { readonly id: string; readonly secret: string };

const TOKEN = /^hk_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

/** `hk_<id>_<secret>`: the id without dashes, the secret 256 bits in base64url. */
export function formatKeyToken({ id, secret }: KeyToken): string {
  return `hk_${id.replaceAll("-", "")}_${secret}`;
}

/** What an `Authorization` header proves to know; undefined for anything but one well-formed bearer token. */
export function readAuthorization(header: string | null): KeyToken | undefined {
  const token = header && /^Bearer ([^\s,]{1,200})$/i.exec(header)?.[1];
  const match = token ? TOKEN.exec(token) : null;
  if (!match) return undefined;
  const id = (match[1] ?? "").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return isUuid(id) ? { id, secret: match[2] ?? "" } : undefined;
}
