import type pg from "pg";
import type { CertificateContent } from "@/domain/retention/certificate";

/** A certificate as the ledger of erasures holds it. */
export type KeptCertificate = {
  readonly id: string;
  readonly entryId: string;
  readonly content: CertificateContent;
  readonly keyId: string;
  readonly signature: string;
};

/**
 * After a restore: certificates that were given since the backup stand again as they were signed, and their entries are ended
 * by them, so that no other is given of what went once. Their numbers are not given a second time.
 */
export async function keepCertificates(client: pg.ClientBase, kept: readonly KeptCertificate[]): Promise<void> {
  if (kept.length === 0) return;
  const rows = `jsonb_to_recordset($1::jsonb) as k (id uuid, "entryId" uuid, content jsonb, "keyId" text, signature text)
    join customers u on u.id = (k.content -> 'subject' ->> 'id')::uuid`;
  const list = JSON.stringify(kept);
  await client.query(
    `insert into retention_certificates (id, programme_id, legal_entity_id, number, customer_id, retention_class, entry_id, content,
       key_id, signature, issued_at)
     select k.id, k.content ->> 'programme', k.content ->> 'legalEntity', k.content ->> 'number', u.id, k.content ->> 'class',
       k."entryId", k.content, k."keyId", decode(k.signature, 'base64'), (k.content ->> 'erasedAt')::timestamptz from ${rows}
     on conflict do nothing`,
    [list],
  );
  await client.query(
    `insert into retention_entries as e (id, programme_id, legal_entity_id, customer_id, retention_class, disposition, state,
       kept_until, years, anchor, ended_on, basis, request_id, planned_at, erased_at, certificate_id)
     select distinct on (u.id, k.content ->> 'class') k."entryId", k.content ->> 'programme', k.content ->> 'legalEntity', u.id,
       k.content ->> 'class', 'now', 'erased', (k.content ->> 'keptUntil')::date, (k.content ->> 'years')::int, k.content ->> 'anchor',
       (k.content ->> 'endedOn')::date, k.content -> 'basis', (k.content ->> 'requestId')::uuid,
       (k.content ->> 'erasedAt')::timestamptz, (k.content ->> 'erasedAt')::timestamptz, k.id
     from ${rows} order by u.id, k.content ->> 'class', k.content ->> 'erasedAt' desc
     on conflict (customer_id, retention_class) do update set state = 'erased', disposition = 'now', look_on = null, open = '{}',
       certificate_id = excluded.certificate_id, erased_at = excluded.erased_at, version = e.version + 1`,
    [list],
  );
  await client.query(
    `select setval('number_erasure_certificate', greatest((select last_value from number_erasure_certificate),
       (select max(substring(number from 4)::bigint) from retention_certificates where number ~ '^EC-[0-9]+$')))`,
  );
}
