import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type pg from "pg";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { certificateContent } from "@/domain/retention/certificate";
import { verifyEd25519 } from "@/server/kernel/crypto/ed25519";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import { RunProblem } from "./failure";

/*
 * The ledger of destroyed data keys as a file: one line for each, then a line that says how many there were and up to when,
 * signed. Without personal data, so that it may be kept apart and copied often: it is what keeps the erased erased.
 */
const certificateShape = z.strictObject({
  id: z.uuid(),
  entryId: z.uuid(),
  content: certificateContent,
  keyId: z.string(),
  signature: z.base64(),
});

const entryShape = z.strictObject({
  id: z.uuid(),
  programmeId: z.string(),
  legalEntityId: z.string(),
  subjectType: z.string(),
  subjectId: z.uuid(),
  retentionClass: z.string(),
  erasedAt: z.iso.datetime(),
  erasedBy: z.string(),
  /** The proof that was given of it, where it was a class of a customer's: a restored house has it again, and gives no other. */
  certificate: certificateShape.nullish(),
});
const endShape = z.strictObject({
  end: z.literal("hegui-erasures"),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  count: z.int().nonnegative(),
  sha256: z.string(),
  keyId: z.string(),
  signature: z.base64(),
});

export type ErasureEntry = z.output<typeof entryShape>;

const signed = (end: { createdAt: string; count: number; sha256: string }) =>
  Buffer.from(`hegui-erasures-v1\n${end.createdAt}\n${end.count}\n${end.sha256}\n`, "utf8");

const PAGE = 5_000;

type LedgerRow = {
  id: string;
  programme_id: string;
  legal_entity_id: string;
  subject_type: string;
  subject_id: string;
  retention_class: string;
  erased_at: string;
  erased_by: string;
  certificate_id: string | null;
  entry_id: string | null;
  content: unknown;
  key_id: string | null;
  signature: string | null;
};

const certificateOf = (row: LedgerRow) => ({
  id: row.certificate_id,
  entryId: row.entry_id,
  content: row.content,
  keyId: row.key_id,
  signature: row.signature?.replaceAll("\n", ""),
});

/** The lines of the ledger as one transaction sees it. */
export async function* ledgerLines(client: pg.ClientBase, createdAt: string, ring: KeyRing): AsyncGenerator<string> {
  const sha = createHash("sha256");
  let count = 0;
  for (let last = "00000000-0000-0000-0000-000000000000"; ; ) {
    const { rows } = await client.query<LedgerRow>(
      `select e.id, e.programme_id, e.legal_entity_id, e.subject_type, e.subject_id, e.retention_class, e.erased_at, e.erased_by,
         c.id as certificate_id, c.entry_id, c.content, c.key_id, encode(c.signature, 'base64') as signature
       from erasures e left join retention_certificates c on e.subject_type = 'customer' and c.customer_id = e.subject_id
         and c.retention_class = e.retention_class and c.issued_at = e.erased_at
       where e.id > $1 order by e.id limit ${PAGE}`,
      [last],
    );
    for (const row of rows) {
      const entry = {
        id: row.id,
        programmeId: row.programme_id,
        legalEntityId: row.legal_entity_id,
        subjectType: row.subject_type,
        subjectId: row.subject_id,
        retentionClass: row.retention_class,
        erasedAt: toInstant(row.erased_at),
        erasedBy: row.erased_by,
        ...(row.certificate_id && row.signature ? { certificate: certificateOf(row) } : {}),
      };
      const line = `${JSON.stringify(entry)}\n`;
      sha.update(line);
      count += 1;
      yield line;
    }
    if (rows.length < PAGE) break;
    last = rows.at(-1)?.id ?? last;
  }
  const end = {
    end: "hegui-erasures",
    version: 1,
    createdAt,
    count,
    sha256: sha.digest("hex"),
    keyId: ring.signing.id,
  };
  yield `${JSON.stringify({ ...end, signature: ring.signing.sign(signed(end)).toString("base64") })}\n`;
}

/** Entries of a ledger file, after the whole of it was checked. Refuses one that is cut, changed, or of another house. */
export async function checkLedger(path: string, ring: KeyRing): Promise<{ createdAt: string; count: number }> {
  const sha = createHash("sha256");
  let count = 0;
  let end: z.output<typeof endShape> | undefined;
  const broken = (what: string) => new RunProblem("archive-changed", `${path}: ${what}`);
  const input = createReadStream(path);
  const missing = new Promise<never>((_, reject) =>
    input.once("error", () => reject(new RunProblem("erasures-missing", `${path} cannot be read`))),
  );
  const reading = (async () => {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (end) throw broken("something stands after its end");
      const value = parseLine(line);
      const last = endShape.safeParse(value);
      if (last.success) end = last.data;
      else if (!entryShape.safeParse(value).success) throw broken(`line ${count + 1} is no erasure`);
      else {
        sha.update(`${line}\n`);
        count += 1;
      }
    }
  })();
  await Promise.race([reading, missing]);
  if (!end) throw broken("its end is missing");
  const key = ring.verifying.find(({ id }) => id === end?.keyId);
  if (!key) throw new RunProblem("keys-wrong", `${path} was signed with a key that the given key ring does not hold`);
  const whole = end.count === count && end.sha256 === sha.digest("hex");
  if (!whole || !verifyEd25519(key.spki, signed(end), Buffer.from(end.signature, "base64"))) {
    throw broken("it was changed or cut");
  }
  return { createdAt: end.createdAt, count };
}

/** The entries of a checked ledger file, some hundred at a time. */
export async function* ledgerEntries(path: string): AsyncGenerator<readonly ErasureEntry[]> {
  let batch: ErasureEntry[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const entry = entryShape.safeParse(parseLine(line));
    if (!entry.success) continue;
    batch.push(entry.data);
    if (batch.length < 500) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
