import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { KEY, LINES, lineOf, WHOLE } from "./audit-verify/testing.mjs";

const script = fileURLToPath(new URL("./audit-verify.mjs", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "audit-verify-"));
afterAll(() => rmSync(scratch, { recursive: true }));

describe("the command", { timeout: 180_000 }, () => {
  const file = (name, content) => {
    const path = join(scratch, name);
    writeFileSync(path, content);
    return path;
  };
  const run = (...args) => spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });

  it("exits 0 for a whole log, says which key was used, and knows kept heads and keys", () => {
    const whole = file("whole.jsonl", WHOLE);
    const plain = run(whole);
    expect(plain.status).toBe(0);
    expect(plain.stdout).toContain("ok: 20 entries and 3 signed heads");
    expect(plain.stdout).toContain(`signed with key ${KEY.id}, taken from this file`);
    const head = file("head.json", LINES[lineOf(7) - 1]);
    const pinned = run(whole, "--head", head, "--key", file("key.pem", KEY.pem), "--key", KEY.ed25519, "--json");
    expect(JSON.parse(pinned.stdout)).toMatchObject({ ok: true, entries: 20, keys: [{ id: KEY.id, pinned: true }] });
  });

  it("exits 1 and names the entry", () => {
    const bad = file("bad.jsonl", WHOLE.replace("第5", "第6"));
    const plain = run(bad);
    expect([plain.status, plain.stdout]).toEqual([1, ""]);
    expect(plain.stderr).toMatch(
      /^not ok: entry 5 \(controls\.restriction\.request, .*\) was changed after it was sealed/,
    );
    expect(JSON.parse(run(bad, "--json").stdout)).toMatchObject({ ok: false, code: "entry-changed", entry: 5 });
  });

  it("exits 2 for wrong usage, 0 for help", () => {
    const whole = file("usage.jsonl", WHOLE);
    const wrong = [
      [],
      [whole, whole],
      [join(scratch, "none")],
      [whole, "--nonsense"],
      [whole, "--head", whole],
      [whole, "--key", "x"],
    ];
    for (const args of wrong) expect(run(...args).status).toBe(2);
    expect(run("--help")).toMatchObject({ status: 0 });
    expect(JSON.parse(run("--json").stdout)).toMatchObject({ ok: false, code: "usage" });
  });

  it("runs alone, without the console around it", () => {
    cpSync(script, join(scratch, "audit-verify.mjs"));
    cpSync(fileURLToPath(new URL("./audit-verify", import.meta.url)), join(scratch, "audit-verify"), {
      recursive: true,
    });
    expect(spawnSync(process.execPath, [join(scratch, "audit-verify.mjs"), file("alone.jsonl", WHOLE)]).status).toBe(0);
  });
});
