import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyInclusion } from "@/domain/audit/merkle";
import { merkleHash } from "@/server/kernel/crypto/sha256";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { requestRole } from "@/server/people/commands/request-role";
import { exportLog } from "./commands/export-log";
import { exportLines } from "./export-stream";
import { auditEntries, auditEntry } from "./queries";
import { sealAll } from "./sealer";
import { sealEverything } from "./testing";

const run = promisify(execFile);

let house: House;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

/** Leaves one refused entry: cheap, and it needs nothing. */
const leaveEntry = (programme?: typeof MALL) =>
  house.run(
    requestRole,
    { personId: house.as("auditor").personId, role: "auditor" },
    { as: house.as("kyc-reviewer", programme ? { programme } : {}) },
  );

async function writeExport(file: string): Promise<number> {
  const outcome = await house.run(exportLog, {}, { as: house.as("auditor") });
  if (!outcome.ok) throw new Error(outcome.code);
  let text = "";
  for await (const chunk of exportLines(house.runtime, outcome.result)) text += chunk;
  await writeFile(file, text);
  return outcome.result.treeSize;
}

const verify = async (file: string) =>
  run("node", ["scripts/audit-verify.mjs", file]).then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      out: error.stdout + error.stderr,
    }),
  );

describe("sealing", () => {
  it("seals each entry once, while writers write and sealers race", async () => {
    const writers = Array.from({ length: 40 }, () => leaveEntry());
    const sealers = Array.from({ length: 4 }, () => sealAll(house.runtime));
    await Promise.all([...writers, ...sealers]);
    await sealEverything(house.runtime);
    const [counts] = await house.rows<{ entries: string; leaves: string; last: string }>(
      `select (select count(*) from audit_entries) as entries, (select count(*) from audit_leaves) as leaves,
        (select max(leaf_index) + 1 from audit_leaves) as last`,
    );
    expect(counts?.leaves).toBe(counts?.entries);
    expect(counts?.last).toBe(counts?.entries);
  });

  it("waits for an older transaction that still runs, and then loses nothing", async () => {
    const client = await house.pool.connect();
    await client.query("begin");
    await client.query(
      `insert into audit_entries (id, programme_id, legal_entity_id, log, clearance, at, actor_id, kind, outcome, subject_type, subject_id, leaf)
       values (gen_random_uuid(), 'pay', 'hengchuan-pay', 'pay.general', 'general', now(), 'system:seed', 'audit.log.export', 'committed', 'x', 'slow', '{"basis":[]}')`,
    );
    await leaveEntry();
    expect(await sealAll(house.runtime)).toBe(0);
    await client.query("commit");
    client.release();
    expect(await sealEverything(house.runtime)).toBe(2);
  });

  it("keeps each programme's log to itself", async () => {
    await leaveEntry(MALL);
    await sealEverything(house.runtime);
    const own = await house.ask(auditEntries, {}, { as: house.as("auditor") });
    const theirs = await house.ask(auditEntries, {}, { as: house.as("auditor", { programme: MALL }) });
    expect(theirs.count).toBe(1);
    expect(own.rows.map((entry) => entry.id)).not.toContain(theirs.rows[0]?.id);
    const foreign = theirs.rows[0]?.id ?? "";
    await expect(house.ask(auditEntry, { id: foreign }, { as: house.as("auditor") })).rejects.toMatchObject({
      category: "not-found",
    });
  });

  it("proves an entry against the signed head", async () => {
    const page = await house.ask(auditEntries, {}, { as: house.as("auditor") });
    for (const { id } of page.rows.slice(0, 10)) {
      const entry = await house.ask(auditEntry, { id }, { as: house.as("auditor") });
      const claim = {
        index: entry.leafIndex ?? -1,
        size: entry.head?.treeSize ?? 0,
        leafHash: merkleHash.leaf(Buffer.from(entry.leaf, "utf8")),
        root: Buffer.from(entry.head?.rootHash ?? "", "hex"),
      };
      expect(
        verifyInclusion(
          merkleHash,
          claim,
          entry.proof.map((hash) => Buffer.from(hash, "hex")),
        ),
      ).toBe(true);
    }
  });
});

describe("an export", () => {
  it("verifies offline; one changed byte names its entry", async () => {
    const file = join(house.dataDir, "audit.jsonl");
    const size = await writeExport(file);
    expect(size).toBeGreaterThan(40);
    expect(await verify(file)).toMatchObject({ code: 0 });

    const lines = (await readFile(file, "utf8")).split("\n");
    const at = lines.findIndex((line) => line.startsWith('{"i":7,'));
    lines[at] = (lines[at] ?? "").replace("denied", "denieD");
    await writeFile(file, lines.join("\n"));
    const verdict = await verify(file);
    expect(verdict.code).toBe(1);
    expect(verdict.out).toMatch(/entry 7\b/);
  });

  it("finds what a superuser changed in the database", async () => {
    await sealEverything(house.runtime);
    await house.pool.query("alter table audit_entries disable trigger append_only");
    await house.pool.query(
      "update audit_entries set leaf = replace(leaf, 'denied', 'committed') where id = (select entry_id from audit_leaves where log = 'pay.general' and leaf_index = 3)",
    );
    await house.pool.query("alter table audit_entries enable trigger append_only");
    const file = join(house.dataDir, "tampered.jsonl");
    await writeExport(file);
    const verdict = await verify(file);
    expect(verdict.code).toBe(1);
    expect(verdict.out).toMatch(/entry 3\b/);
  });

  it("is the auditor's alone, and says so in the log", async () => {
    expect(await house.run(exportLog, {}, { as: house.as("compliance-lead") })).toMatchObject({
      ok: false,
      code: "kernel.permission.denied",
    });
    expect(await house.run(exportLog, { clearance: "suspicion" }, { as: house.as("auditor") })).toMatchObject({
      ok: false,
    });
    const rows = await house.rows(
      "select outcome from audit_entries where kind = 'audit.log.export' and outcome = 'denied'",
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe("the log's tables", () => {
  it("refuse every change, the owner's too", async () => {
    for (const statement of [
      "update audit_leaves set leaf_index = 0",
      "delete from audit_heads",
      "truncate audit_nodes",
      "delete from audit_entries",
    ]) {
      await expect(house.pool.query(statement)).rejects.toMatchObject({ code: "42501" });
    }
  });
});
