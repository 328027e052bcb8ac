import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keyRingPath } from "@/server/kernel/crypto/key-ring";
import { newId } from "@/server/kernel/new-id";
import { type House, openHouse } from "@/server/kernel/testing/house";

let house: House;
let dataDir: string;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  // Nothing is sealed, as on the day of the installation.
  await house.pool.query("truncate subject_keys");
  await house.pool.query("delete from totp_credentials");
  dataDir = await mkdtemp(join(tmpdir(), "hegui-ring-start-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

type Ended = { code: number | null; out: string; err: string };

async function run(argv: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", "tsx", ...argv], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DATABASE_URL: house.url, DATA_DIR: dataDir, LOG_LEVEL: "error", ...env },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, err };
}

const start = (env?: Record<string, string>) =>
  run(["tests/faults/support/open-ring-child.ts", house.url, dataDir], env);

/** Something is sealed from now on: whoever lost the ring has lost what it opens. */
const seal = () =>
  house.pool.query(
    `insert into subject_keys (id, programme_id, legal_entity_id, subject_type, subject_id, retention_class, key_version, wrapped, created_at)
     values ($1, 'pay', 'hengchuan-pay', 'customer', $2, 'identity', 1, '\\x00', now())`,
    [newId(), newId()],
  );

describe("a process that starts", () => {
  it("makes the ring once, whichever of several is first", async () => {
    const ended = await Promise.all([start(), start(), start()]);
    expect(ended.map(({ code, err }) => [code, err])).toEqual([
      [0, ""],
      [0, ""],
      [0, ""],
    ]);
    expect(new Set(ended.map(({ out }) => out)).size).toBe(1);
    expect(await readdir(join(dataDir, "keys"))).toEqual(["key-ring.json"]);
  });

  it("refuses to make another ring once something was sealed with the lost one; so does the worker", async () => {
    expect((await start()).code).toBe(0);
    await seal();
    await rename(keyRingPath(dataDir), join(dataDir, "lost"));
    const again = await start();
    expect(again.code).toBe(1);
    expect(again.err).toMatch(/no key ring at .*restore the file from its backup/);
    const worker = await run(["worker.ts"]);
    expect(worker.code).not.toBe(0);
    expect(`${worker.out}${worker.err}`).toContain("restore the file from its backup");
    expect(await readdir(join(dataDir, "keys"))).toEqual([]);
    await rename(join(dataDir, "lost"), keyRingPath(dataDir));
    expect((await start()).code).toBe(0);
  });

  it("refuses a ring that others can read, that is cut or spoilt, without quoting it", async () => {
    expect((await start()).code).toBe(0);
    const path = keyRingPath(dataDir);
    const text = await readFile(path, "utf8");
    const { blind } = JSON.parse(text) as { blind: string };
    const faults: [() => Promise<unknown>, RegExp][] = [
      [() => chmod(path, 0o644), /chmod 600/],
      [() => chmod(dirname(path), 0o755), /chmod 700/],
      [() => truncate(path, text.length >> 1), /not JSON/],
      [() => truncate(path, 0), /not JSON/],
      [() => writeFile(path, text.replace('"current": 1', '"current": 4')), /lacks its current key/],
      [() => writeFile(path, text.replace('"version": 1', '"version": 9')), /not a key ring of a known version/],
    ];
    for (const [fault, words] of faults) {
      await fault();
      const ended = await start();
      expect([ended.code, ended.err]).toEqual([1, expect.stringMatching(words)]);
      expect(ended.err).not.toContain(blind);
      await chmod(dirname(path), 0o700);
      await writeFile(path, text);
      await chmod(path, 0o600);
    }
    expect((await start()).code).toBe(0);
  });

  it("refuses when the key management service is not told, or does not answer", async () => {
    expect((await start({ KEY_RING: "kms" })).err).toContain("KEY_RING=kms needs KMS_URL");
    const away = { KEY_RING: "kms", KMS_URL: "http://127.0.0.1:9", KMS_KEY_ID: "alias/hegui", KMS_TOKEN: "t" };
    const ended = await start(away);
    expect([ended.code, ended.err]).toEqual([1, expect.stringMatching(/does not answer \(.*\): check KMS_URL/)]);
    expect(await readdir(join(dataDir, "keys"))).toEqual([]);
  });
});
