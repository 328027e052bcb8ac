import { sql } from "drizzle-orm";
import { z } from "zod";
import type { CertificateContent } from "@/domain/retention/certificate";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

type Row = { number: string; content: CertificateContent; key_id: string; signature: Buffer };

/** A certificate as a file that can be checked without the house: content, signature, and the public key. */
export const exportCertificate = command({
  name: "retention.certificate.export",
  permission: "retention.export",
  storesResult: false,
  input: z.strictObject({ id: z.uuid() }),
  subject: ({ id }) => ({ type: "erasure-certificate", id }),
  async handle({ tx, actor, keyRing }, { id }) {
    const { rows } = await tx.execute<Row>(sql`select number, content, key_id, signature from retention_certificates
      where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const key = keyRing.verifying.find(({ id: keyId }) => keyId === row.key_id);
    const file = {
      content: row.content,
      keyId: row.key_id,
      publicKey: key ? key.spki.toString("base64") : null,
      signature: row.signature.toString("base64"),
    };
    return committed({
      result: { name: `${row.number}.json`, text: `${JSON.stringify(file, null, 2)}\n` },
      audit: [
        {
          kind: "retention.certificate.export",
          subject: { type: "erasure-certificate", id },
          data: { number: row.number },
        },
      ],
    });
  },
});
