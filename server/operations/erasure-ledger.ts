import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type pg from "pg";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { verifyEd25519 } from "@/server/kernel/crypto/ed25519";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";
import { RunProblem } from "./failure";

/*
 * The ledger of destroyed data keys as a file: one line for each, then a line that says how many there were and up to when,
 * signed. Without personal data, so that it may be kept apart and copied often: it is what keeps the erased erased.
 */
const entryShape = z.strictObject({
  id: z.uuid(),
  programmeId: z.string(),
  legalEntityId: z.string(),
  subjectType: z.string(),
  subjectId: z.uuid(),
  retentionClass: z.string(),
  erasedAt: z.iso.datetime(),
  erasedBy: z.string(),
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

/** The lines of the ledger as one transaction sees it. */
export async function* ledgerLines(client: pg.ClientBase, createdAt: string, ring: KeyRing): AsyncGenerator<string> {
  const sha = createHash("sha256");
  let count = 0;
  for (let last = "00000000-0000-0000-0000-000000000000"; ; ) {
    const { rows } = await client.query<Record<string, string>>(
      `select id, programme_id, legal_entity_id, subject_type, subject_id, retention_class, erased_at, erased_by
       from erasures where id > $1 order by id limit ${PAGE}`,
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
        erasedAt: toInstant(row.erased_at ?? ""),
        erasedBy: row.erased_by,
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
