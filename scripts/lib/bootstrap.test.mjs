import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sourceHash } from "./build.mjs";
import { accountTable, columns } from "./demo-accounts.mjs";
import { checkNode, isInstalled } from "./dependencies.mjs";
import { runLanes } from "./lanes.mjs";
import { freePort, isFree } from "./ports.mjs";
import { commandOf } from "./postgres-pid.mjs";
import { createProcesses } from "./processes.mjs";
import { countPlaywright, countVitest, readCounts } from "./reports.mjs";
import { claim, findRunning } from "./running.mjs";
import { loadSecrets } from "./secrets.mjs";
import { spawnTied } from "./tied-process.mjs";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hegui-bootstrap-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const json = (path, value) => writeFileSync(join(folder, path), JSON.stringify(value));
const eventually = (check) => vi.waitFor(check, { timeout: 60_000, interval: 20 });

describe("dependencies", () => {
  it("refuses an old Node and takes a new one", () => {
    expect(() => checkNode("20.18.3")).toThrow("Node 20.19 or newer is needed; this is Node 20.18.3.");
    expect(() => checkNode("20.19.0")).not.toThrow();
    expect(() => checkNode("24.0.0")).not.toThrow();
  });

  it("compares what is installed with the lock file", () => {
    const a = { version: "1.0.0" };
    mkdirSync(join(folder, "node_modules/a"), { recursive: true });
    json("package-lock.json", {
      packages: { "": {}, "node_modules/a": a, "node_modules/b": { ...a, optional: true } },
    });
    expect(isInstalled(folder)).toBe(false);
    json("node_modules/.package-lock.json", { packages: { "node_modules/a": a } });
    expect(isInstalled(folder)).toBe(true);
    json("node_modules/.package-lock.json", { packages: { "node_modules/a": { version: "1.0.1" } } });
    expect(isInstalled(folder)).toBe(false);
    json("node_modules/.package-lock.json", { packages: { "node_modules/a": a, "node_modules/old": a } });
    expect(isInstalled(folder)).toBe(false);
  });
});

describe("build", () => {
  it("is stale when a source changes, and not when a test does", () => {
    mkdirSync(join(folder, "domain"));
    writeFileSync(join(folder, "domain/a.ts"), "1");
    const before = sourceHash(folder);
    writeFileSync(join(folder, "domain/a.test.ts"), "1");
    expect(sourceHash(folder)).toBe(before);
    writeFileSync(join(folder, "domain/a.ts"), "2");
    expect(sourceHash(folder)).not.toBe(before);
  });
});

describe("secrets", () => {
  it("are made once, for the owner alone; the environment wins", () => {
    const first = loadSecrets(folder, {});
    expect(loadSecrets(folder, {})).toEqual(first);
    expect(Buffer.from(first.env.CORE_WEBHOOK_SECRET.replace("whsec_", ""), "base64")).toHaveLength(32);
    const all = new Set([...Object.values(first.env), first.databasePassword]);
    expect(all.size).toBe(readdirSync(join(folder, "secrets")).length);
    expect(all.size).toBe(10);
    expect(statSync(join(folder, "secrets")).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, "secrets/session-secret")).mode & 0o777).toBe(0o600);
    expect(loadSecrets(folder, { SESSION_SECRET: "given" }).env.SESSION_SECRET).toBe("given");
  });
});

describe("running", () => {
  it("takes over from a dead process and refuses beside a living one", async () => {
    const script = join(folder, "start.mjs");
    writeFileSync(script, "setInterval(() => {}, 1000)");
    const other = spawn(process.execPath, [script]);
    json("running.json", { pid: other.pid, env: { PUBLIC_URL: "http://there" } });
    await eventually(() => expect(findRunning(folder)?.pid).toBe(other.pid));
    expect(() => claim(folder)).toThrow(`Hegui already runs on ${folder} at http://there (process ${other.pid}).`);
    other.kill("SIGKILL");
    await eventually(() => expect(findRunning(folder)).toBeUndefined());
    const held = claim(folder);
    expect(JSON.parse(readFileSync(join(folder, "running.json"), "utf8")).pid).toBe(process.pid);
    held.release();
  });
});

describe("ports", () => {
  it("sees a port in use and avoids it", async () => {
    const server = createServer();
    await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const { port } = server.address();
    expect(await isFree(port)).toBe(false);
    expect(await freePort(port)).not.toBe(port);
    await new Promise((resolve) => server.close(() => resolve(undefined)));
    expect(await freePort(port)).toBe(port);
  });
});

describe("tied processes", () => {
  it("stop on request with their own signal, and are killed when they do not end", async () => {
    const polite = spawnTied(process.execPath, [
      "-e",
      "process.on('SIGTERM', () => process.exit(3)); console.log(1); setInterval(() => {}, 1000)",
    ]);
    await new Promise((resolve) => polite.stdout.once("data", resolve));
    expect(await polite.stop()).toMatchObject({ code: 3 });
    const stubborn = spawnTied(process.execPath, [
      "-e",
      "process.on('SIGTERM', () => {}); console.log(1); setInterval(() => {}, 1000)",
    ]);
    await new Promise((resolve) => stubborn.stdout.once("data", resolve));
    expect(await stubborn.stop(100)).toMatchObject({ signal: "SIGKILL" });
  });

  it("end with a parent killed by kill -9", async () => {
    const library = JSON.stringify(new URL("./tied-process.mjs", import.meta.url).href);
    const script = `const { spawnTied } = await import(${library});
      const child = spawnTied(process.execPath, ["-e", "console.log(process.pid); setInterval(() => {}, 1000)"]);
      child.stdout.pipe(process.stdout);`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pid = Number(await new Promise((resolve) => parent.stdout.once("data", resolve)));
    expect(commandOf(pid)).not.toBe("");
    parent.kill("SIGKILL");
    await eventually(() => expect(commandOf(pid)).toBe(""));
  });
});

describe("processes", () => {
  it("start what died again, and stop in the opposite order, the database last", async () => {
    const lines = [];
    const processes = createProcesses({ logFolder: folder, write: (line) => lines.push(line) });
    const stops = [];
    processes.addLast("database", async () => void stops.push("database"));
    writeFileSync(join(folder, "dies.mjs"), "console.log(process.pid); process.exit(4)");
    processes.keep("worker", [join(folder, "dies.mjs")], {});
    await eventually(() => {
      const starts = readFileSync(join(folder, "worker.log"), "utf8").trim().split("\n");
      expect(new Set(starts).size).toBeGreaterThan(1);
    });
    expect(lines[0]).toContain("worker ended by itself (exit 4)");
    await processes.stop();
    expect(stops).toEqual(["database"]);
  });

  it("fail as a whole when a vital one dies, and name its last lines", async () => {
    const processes = createProcesses({ logFolder: folder, write: () => {} });
    writeFileSync(join(folder, "dies.mjs"), "console.log('out of luck'); process.exit(4)");
    processes.keep("web", [join(folder, "dies.mjs")], {}, { vital: true });
    await expect(processes.failed).rejects.toThrow(/web ended by itself \(exit 4\)[\s\S]*out of luck/);
    await processes.stop();
  });

  it("refuse when a program run to its end fails", async () => {
    const processes = createProcesses({ logFolder: folder, write: () => {} });
    writeFileSync(join(folder, "dies.mjs"), "console.error('no table'); process.exit(1)");
    await expect(processes.once("migrate", [join(folder, "dies.mjs")], {})).rejects.toThrow(
      /migrate failed[\s\S]*no table/,
    );
  });
});

describe("counts of tests", () => {
  const report = (...results) => ({ testResults: results });
  const file = (status, ...tests) => ({ status, assertionResults: tests.map((test) => ({ status: test })) });

  it("count a file that does not load, and a skipped test, as failed", () => {
    expect(countVitest(report(file("passed", "passed", "passed"), file("failed", "failed", "passed")))).toEqual({
      passed: 3,
      failed: 1,
    });
    expect(countVitest(report(file("failed")))).toEqual({ passed: 0, failed: 1 });
    expect(countVitest(report(file("passed", "passed", "pending")))).toEqual({ passed: 1, failed: 1 });
    expect(countPlaywright({ stats: { expected: 2, unexpected: 1, flaky: 1, skipped: 1 }, errors: [] })).toEqual({
      passed: 2,
      failed: 3,
    });
  });

  it("never call a run without a report, or with a bad exit code, a success", () => {
    json("report.json", report(file("passed", "passed")));
    expect(readCounts(join(folder, "none.json"), countVitest, 0)).toEqual({ passed: 0, failed: 1 });
    expect(readCounts(join(folder, "report.json"), countVitest, 1)).toEqual({ passed: 1, failed: 1 });
    expect(readCounts(join(folder, "report.json"), countVitest, 0)).toEqual({ passed: 1, failed: 0 });
  });

  it("are summed over lanes, which wait for those they come after", async () => {
    const order = [];
    const lane = (name, outcome, after) => ({ name, after, work: async () => (order.push(name), outcome) });
    const broken = { name: "c", work: () => Promise.reject(new Error("no")) };
    const lanes = [lane("b", { passed: 5, failed: 2 }, ["a"]), lane("a"), broken];
    expect(await runLanes(lanes, { write: () => {} })).toEqual({ passed: 6, failed: 3 });
    expect(order).toEqual(["a", "b"]);
  });
});

describe("demo people", () => {
  it("stand in columns, Chinese characters counting two", () => {
    expect(columns("反洗钱 a")).toBe(8);
    const role = { zh: "主管", en: "Lead" };
    const lines = accountTable([
      { email: "a@x.example", password: "1", role },
      { email: "long@x.example", password: "22", role: { zh: "反洗钱专员", en: "Officer" } },
    ]);
    expect(lines.map((line) => columns(line.slice(0, line.search(/Lead|Officer/))))).toEqual([36, 36]);
  });
});
