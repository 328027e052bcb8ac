import { addressBytes } from "@/domain/shared/addresses";
import { env } from "@/env";

/** Who stands at the door, as far as the transport can tell. */
export type Caller = {
  /** The address, where a trusted proxy says it; null otherwise: a caller's own word is not taken. */
  readonly address: string | null;
  /** The browser's own description, cut to what is kept. */
  readonly device: string;
};

/** Reads a request's headers. The address is the last entry of x-forwarded-for, and only behind a trusted proxy. */
export function callerFrom(headers: { get(name: string): string | null }): Caller {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  const address = env().TRUST_PROXY === "yes" && addressBytes(last) ? last : null;
  return { address, device: (headers.get("user-agent") ?? "").slice(0, 200) };
}
