import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { databaseState } from "./database-state.mjs";
import { startPostgres } from "./postgres.mjs";
import { commandOf, readPidFile } from "./postgres-pid.mjs";

const LIBRARY = new URL("./postgres.mjs", import.meta.url).href;
let dataDir = "";
let outsideUrl;

beforeAll(() => {
  outsideUrl = process.env.DATABASE_URL;
  delete process.env.DATABASE_URL;
  dataDir = mkdtempSync(join(tmpdir(), "hegui-postgres-"));
});

afterAll(() => {
  if (outsideUrl !== undefined) process.env.DATABASE_URL = outsideUrl;
  rmSync(dataDir, { recursive: true, force: true });
});

async function ask(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

/** A process of its own that starts the server and then lives until it is killed. */
function startElsewhere() {
  const script = `const { startPostgres } = await import(${JSON.stringify(LIBRARY)});
    const { url } = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, test: true });
    console.log(url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve) => {
    child.stdout.once("data", (text) => resolve({ child, url: String(text).trim() }));
  });
}

const pidNow = () => readPidFile(join(dataDir, "postgres"))?.pid ?? 0;
const gone = (pid) => vi.waitFor(() => expect(commandOf(pid)).toBe(""), { timeout: 60_000, interval: 20 });

describe("startPostgres", { timeout: 180_000 }, () => {
  it("makes a UTF-8 cluster with bytewise order, keeps the data and leaves nothing running", async () => {
    const first = await startPostgres({ dataDir, test: true });
    expect(first.started).toBe(true);
    const [settings] = await ask(
      first.url,
      "SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider AS provider, datlocale AS locale, " +
        "current_setting('TimeZone') AS zone FROM pg_database WHERE datname = 'hegui'",
    );
    expect(settings).toEqual({ encoding: "UTF8", provider: "b", locale: "C.UTF-8", zone: "UTC" });
    await ask(first.url, "CREATE TABLE kept AS SELECT '衡川' COLLATE \"zh-x-icu\" AS name");
    const pid = pidNow();
    await first.stop();
    await gone(pid);

    const second = await startPostgres({ dataDir, test: true });
    expect(await ask(second.url, "TABLE kept")).toEqual([{ name: "衡川" }]);
    expect(second.url).toBe(first.url);
    await second.stop();
  });

  it("is used by a second caller, for whom the first one waits", async () => {
    const owner = await startPostgres({ dataDir, test: true });
    const guest = await startPostgres({ dataDir, test: true });
    expect(guest).toMatchObject({ started: false, url: owner.url });
    let stopped = false;
    const stopping = owner.stop().then(() => {
      stopped = true;
    });
    expect(await ask(guest.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    expect(stopped).toBe(false);
    await guest.stop();
    await stopping;
  });

  it("ends with a process killed by kill -9, and starts again", async () => {
    const { child } = await startElsewhere();
    const pid = pidNow();
    expect(commandOf(pid)).toContain("postgres");
    child.kill("SIGKILL");
    const next = await startPostgres({ dataDir, test: true, exclusive: true });
    expect(next.started).toBe(true);
    expect(commandOf(pid)).toBe("");
    await next.stop();
  });

  it("starts after the server itself was killed, and over a lock file whose number is somebody else's", async () => {
    const server = await startPostgres({ dataDir, test: true });
    process.kill(pidNow(), "SIGKILL");
    await server.ended;
    await server.stop();
    const lockFile = join(dataDir, "postgres", "postmaster.pid");
    expect(existsSync(lockFile)).toBe(true);
    writeFileSync(lockFile, readFileSync(lockFile, "utf8").replace(/^\d+/, String(process.pid)));
    const next = await startPostgres({ dataDir, test: true });
    expect(next.started).toBe(true);
    await next.stop();
  });

  it("says so when the password is not the cluster's", async () => {
    const file = join(dataDir, "secrets", "database-password");
    const right = readFileSync(file, "utf8");
    writeFileSync(file, "another");
    await expect(startPostgres({ dataDir, test: true })).rejects.toThrow("secrets/database-password");
    writeFileSync(file, right);
  });

  it("gives a throw-away cluster that stop removes, whatever DATABASE_URL says", async () => {
    process.env.DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
    const scratch = await startPostgres({ test: true });
    delete process.env.DATABASE_URL;
    const [{ folder }] = await ask(scratch.url, "SELECT current_setting('data_directory') AS folder");
    expect(existsSync(folder)).toBe(true);
    await scratch.stop();
    expect(existsSync(folder)).toBe(false);
  });

  it("knows whether a database has every migration, and tells databases apart", async () => {
    const folder = join(dataDir, "migrations");
    mkdirSync(join(folder, "meta"), { recursive: true });
    const sql = "CREATE TABLE t (a int);";
    writeFileSync(join(folder, "0000_t.sql"), sql);
    writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify({ entries: [{ tag: "0000_t" }] }));
    const server = await startPostgres({ dataDir, test: true });
    const before = await databaseState(server.url, folder);
    expect(before.migrated).toBe(false);
    await ask(server.url, "CREATE SCHEMA drizzle");
    await ask(server.url, "CREATE TABLE drizzle.__drizzle_migrations (hash text)");
    expect((await databaseState(server.url, folder)).migrated).toBe(false);
    const hash = createHash("sha256").update(sql).digest("hex");
    await ask(server.url, `INSERT INTO drizzle.__drizzle_migrations VALUES ('${hash}')`);
    expect(await databaseState(server.url, folder)).toEqual({ migrated: true, identity: before.identity });
    await ask(server.url, "CREATE DATABASE other");
    const other = await databaseState(server.url.replace(/hegui$/, "other"), folder);
    expect(other).toMatchObject({ migrated: false });
    expect(other.identity).not.toBe(before.identity);
    await server.stop();
  });

  it("uses an outside database and says when there is no connection", async () => {
    process.env.DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
    await expect(startPostgres({ dataDir })).rejects.toThrow("DATABASE_URL is set, but no connection");
    delete process.env.DATABASE_URL;
  });
});
