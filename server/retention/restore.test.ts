import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { CertificateContent } from "@/domain/retention/certificate";
import { localDate } from "@/domain/shared/time";
import { sealEverything } from "@/server/audit/testing";
import { newId } from "@/server/kernel/new-id";
import { createRuntime } from "@/server/kernel/runtime";
import { writeErasures } from "@/server/operations/backup";
import { type BackupHouse, openBackupHouse } from "@/tests/support/backup-house";
import { certificateHolds } from "./certificate";
import { runDue } from "./run";
import { end, makeEnded, runOn } from "./testing";

let own: BackupHouse;
beforeAll(async () => {
  own = await openBackupHouse();
});
afterAll(() => own.house.close());
beforeEach(() => own.fresh());
afterEach(() => own.wipe());

type Kept = { id: string; number: string; content: CertificateContent; key_id: string; signature: Buffer };
const CERTIFICATES = `select id, number, content, key_id, signature from retention_certificates where customer_id = $1 order by number`;

it("a subject erased after the backup stays erased in a restored house: keys, search keys, rows and clear columns; the proof given once stands again", async () => {
  const { house } = own;
  const gone = await makeEnded(house, { name: "样本恢复" });
  await house.rows("update customers set occupation = 'office', nationality = 'CHN' where id = $1", [gone.customerId]);
  await end(house, gone.customerId);
  await sealEverything(house.runtime);
  await own.backup();
  await runOn(house, localDate("2036-12-01"));
  await sealEverything(house.runtime);
  const ledger = own.at("later.jsonl");
  await writeErasures(house.runtime, ledger);
  await own.withEmpty(async (url) => {
    await own.restore(url, { erasures: { file: ledger } });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(
      `select occupation, nationality, since::text as since,
         (select count(*)::int from subject_keys where subject_id = c.id) as keys,
         (select count(*)::int from blind_index where subject_id = c.id) as indexed,
         (select count(*)::int from transactions where customer_id = c.id) as trades
       from customers c where id = $1`,
      [gone.customerId],
    );
    const kept = () => client.query<Kept>(CERTIFICATES, [gone.customerId]).then((found) => found.rows);
    const first = await house.rows<Kept>(CERTIFICATES, [gone.customerId]);
    expect(first.length).toBeGreaterThan(2);
    expect(await kept()).toEqual(first);
    for (const { content, key_id: keyId, signature } of await kept())
      expect(certificateHolds(house.runtime.keyRing, { content, keyId, signature })).toBe(true);
    // The day's run of the restored house finds nothing to erase again.
    const restored = await createRuntime({ databaseUrl: url, dataDir: own.at("restored"), clock: house.clock.now });
    await runDue(restored, { requestId: newId() });
    await restored.pool.end();
    expect(await kept()).toEqual(first);
    const [next] = (await client.query<{ n: string }>("select nextval('number_erasure_certificate')::text as n")).rows;
    expect(first.map(({ number }) => number)).not.toContain(`EC-${next?.n.padStart(6, "0")}`);
    await client.end();
    expect(rows).toEqual([
      { occupation: null, nationality: null, since: "2026-01-01", keys: 0, indexed: 0, trades: 0 },
    ]);
  });
}, 120_000);
