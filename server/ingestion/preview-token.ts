import { createHmac, timingSafeEqual } from "node:crypto";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import type { NamedMapping } from "./mappings";

type Previewed = { readonly fileToken: string; readonly mapping: Pick<NamedMapping, "ref"> };

/** Says of one file and one mapping that the preview was made; only the server can say it. */
export function previewToken(keyRing: KeyRing, { fileToken, mapping }: Previewed): string {
  return createHmac("sha256", keyRing.purposeKey("import-preview"))
    .update(`${fileToken}\n${mapping.ref}`)
    .digest("hex");
}

/** Whether this file was previewed under this mapping. */
export function wasPreviewed(keyRing: KeyRing, previewed: Previewed, token: string | undefined): boolean {
  const right = Buffer.from(previewToken(keyRing, previewed));
  const given = Buffer.from(token ?? "");
  return given.length === right.length && timingSafeEqual(given, right);
}
