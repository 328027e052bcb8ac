import { chmod, readFile, rm, stat, writeFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openHouse } from "@/server/kernel/testing/house";
import { type BackupHouse, openBackupHouse, tablesIn } from "@/tests/support/backup-house";
import { makeBackup } from "./backup";
import type { RunProblem } from "./failure";

let own: BackupHouse;
beforeAll(async () => {
  own = await openBackupHouse();
});
afterAll(() => own.house.close());
beforeEach(() => own.fresh());
afterEach(() => own.wipe());

const problem = (code: RunProblem["code"]) => expect.objectContaining({ name: "RunProblem", code });

describe("a broken archive", () => {
  /** What is done to it, and how that is named. */
  const breaks: [string, RunProblem["code"], RegExp, () => Promise<unknown>][] = [
    [
      "a flipped byte in a table",
      "archive-changed",
      /customers\.copy\.gz/,
      () => flip("data/tables/customers.copy.gz"),
    ],
    [
      "a flipped byte in the keys",
      "archive-changed",
      /subject_keys\.copy\.gz/,
      () => flip("keys/tables/subject_keys.copy.gz"),
    ],
    ["a flipped byte in a file of evidence", "archive-changed", /blob/, () => flip("data/files/ab/blob")],
    ["a changed manifest", "archive-changed", /signature/, () => edit("data/manifest.json", '"rows": 0', '"rows": 1')],
    ["a table that is missing", "archive-incomplete", /accounts/, () => rm(own.at("data/tables/accounts.copy.gz"))],
    ["a file of evidence that is missing", "archive-incomplete", /blob/, () => rm(own.at("data/files/ab/blob"))],
    ["a manifest that is missing", "archive-incomplete", /manifest/, () => rm(own.at("data/manifest.json"))],
    ["no key ring", "keys-missing", /key-ring/, () => rm(own.at("keys/keys"), { recursive: true })],
    ["a key ring that others may read", "keys-wrong", /chmod/, () => chmod(own.at("keys/keys/key-ring.json"), 0o644)],
    ["keys of another backup", "keys-wrong", /are of backup/, otherKeys],
    ["keys of another house", "keys-wrong", /does not hold/, otherHouse],
  ];

  async function flip(path: string) {
    const bytes = await readFile(own.at(path));
    const at = bytes.length >> 1;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(own.at(path), bytes);
  }
  async function edit(path: string, from: string, to: string) {
    await writeFile(own.at(path), (await readFile(own.at(path), "utf8")).replace(from, to));
  }
  async function otherKeys() {
    await rm(own.at("keys"), { recursive: true });
    await own.backup({ out: own.at("second") });
  }
  async function otherHouse() {
    await rm(own.at("keys"), { recursive: true });
    const other = await openHouse();
    await makeBackup({
      runtime: other.runtime,
      databaseUrl: other.url,
      dataDir: other.dataDir,
      out: own.at("second"),
      keysOut: own.at("keys"),
      filesOnDisk: false,
    });
    await other.close();
  }

  it.each(breaks)("%s is named, and nothing is changed", async (_, code, words, damage) => {
    await own.backup();
    await damage();
    await own.withEmpty(async (url) => {
      const error = await own.restore(url).catch((thrown: unknown) => thrown);
      expect(error).toEqual(problem(code));
      expect(String(error)).toMatch(words);
      expect(await tablesIn(url)).toBe(0);
      expect(await stat(own.at("restored")).catch(() => null)).toBeNull();
    });
  });
});
