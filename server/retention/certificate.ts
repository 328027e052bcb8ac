import { sql } from "drizzle-orm";
import type { CertificateContent } from "@/domain/retention/certificate";
import { signedText } from "@/domain/retention/certificate";
import { verifyEd25519 } from "@/server/kernel/crypto/ed25519";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import type { Scope } from "@/server/kernel/scope";

/** A certificate as it was written: its content, and what its entry in the audit log says of it. */
export type Certificate = { readonly id: string; readonly content: CertificateContent; readonly sha256: string };

/** Signs and keeps what was destroyed, of many entries at once. It is never changed afterwards. */
export async function issueCertificates(
  { tx, actor, now, newId, keyRing }: Scope,
  issued: readonly { readonly entryId: string; readonly content: CertificateContent }[],
): Promise<readonly Certificate[]> {
  const made = issued.map(({ entryId, content }) => {
    const text = Buffer.from(signedText(content), "utf8");
    const signature = keyRing.signing.sign(text).toString("base64");
    return { id: newId() as string, entryId, content, signature, sha256: sha256Hex(text) };
  });
  const rows = JSON.stringify(made.map(({ sha256: _, ...row }) => row));
  await tx.execute(sql`insert into retention_certificates (id, programme_id, legal_entity_id, number, customer_id, retention_class,
      entry_id, content, key_id, signature, issued_at)
    select c.id, ${actor.programmeId}, ${actor.legalEntityId}, c.content ->> 'number', (c.content -> 'subject' ->> 'id')::uuid,
      c.content ->> 'class', c."entryId", c.content, ${keyRing.signing.id}, decode(c.signature, 'base64'), ${now}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as c (id uuid, "entryId" uuid, content jsonb, signature text)`);
  return made.map(({ id, content, sha256 }) => ({ id, content, sha256 }));
}

/** Whether a certificate is as one of the house's keys signed it. */
export function certificateHolds(
  ring: Pick<KeyRing, "verifying">,
  { content, keyId, signature }: { content: CertificateContent; keyId: string; signature: Buffer },
): boolean {
  const key = ring.verifying.find(({ id }) => id === keyId);
  return key !== undefined && verifyEd25519(key.spki, Buffer.from(signedText(content), "utf8"), signature);
}
