import { spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { verifyCertificate } from "./certificate-verify.mjs";

const script = fileURLToPath(new URL("./certificate-verify.mjs", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "certificate-verify-"));
afterAll(() => rmSync(scratch, { recursive: true }));

function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const spki = publicKey.export({ format: "der", type: "spki" });
  return {
    id: createHash("sha256").update(spki).digest("hex").slice(0, 16),
    base64: spki.toString("base64"),
    privateKey,
  };
}
const KEY = newKey();

/** A certificate after the text of docs/reference/erasure-certificate.md; its names stand in another order than they are signed in. */
const CONTENT = {
  number: "EC-000007",
  class: "identity",
  erasedAt: "2036-10-02T18:23:00.000Z",
  tables: { customers: 1, accounts: 2 },
  years: 10,
};
const SIGNED =
  'hegui-erasure-certificate-v1\n{"class":"identity","erasedAt":"2036-10-02T18:23:00.000Z","number":"EC-000007","tables":{"accounts":2,"customers":1},"years":10}\n';
const fileOf = (content, signed = SIGNED, key = KEY) => {
  const signature = sign(null, Buffer.from(signed), key.privateKey).toString("base64");
  return `${JSON.stringify({ content, keyId: key.id, publicKey: key.base64, signature }, null, 2)}\n`;
};
const WHOLE = fileOf(CONTENT);

describe("a certificate of erasure", () => {
  it("holds as it was signed", () => {
    const sha256 = createHash("sha256").update(SIGNED).digest("hex");
    expect(verifyCertificate(WHOLE)).toMatchObject({
      ok: true,
      number: "EC-000007",
      sha256,
      key: { id: KEY.id, pinned: false },
    });
  });

  it("does not, with one byte changed, wherever it stands", () => {
    const whole = Buffer.from(WHOLE, "utf8");
    const held = [];
    for (let at = 0; at < whole.length; at++) {
      const bad = Buffer.from(whole);
      bad[at] ^= 1;
      if (verifyCertificate(bad.toString("utf8")).ok) held.push(at);
    }
    expect(held).toEqual([]);
    expect(verifyCertificate(WHOLE.slice(0, -1))).toMatchObject({ ok: false });
    expect(verifyCertificate(`${WHOLE}\n`)).toMatchObject({ ok: false });
  });

  it("does not, signed by a key that is not trusted", () => {
    const other = newKey();
    expect(verifyCertificate(WHOLE, [other.base64])).toMatchObject({ ok: false });
    expect(verifyCertificate(fileOf(CONTENT, SIGNED, other), [KEY.base64])).toMatchObject({ ok: false });
    expect(verifyCertificate(WHOLE, [other.base64, KEY.base64])).toMatchObject({ ok: true, key: { pinned: true } });
  });
});

describe("the command", { timeout: 60_000 }, () => {
  const file = (name, content) => {
    const path = join(scratch, name);
    writeFileSync(path, content);
    return path;
  };
  const run = (...args) => spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });

  it("exits 0 for a whole one, 1 for a changed one with why, 2 for wrong usage", () => {
    const whole = file("whole.json", WHOLE);
    const good = run(whole, "--key", KEY.base64);
    expect([good.status, good.stderr]).toEqual([0, ""]);
    expect(good.stdout).toContain("ok: certificate EC-000007");
    const bad = run(file("bad.json", WHOLE.replace("EC-000007", "EC-000008")));
    expect([bad.status, bad.stdout, bad.stderr]).toEqual([1, "", "not ok: the content is not what was signed\n"]);
    expect(JSON.parse(run(whole, "--json").stdout)).toMatchObject({ ok: true, class: "identity" });
    expect(run().status).toBe(2);
    expect(run(join(scratch, "none.json")).status).toBe(2);
    expect(run(whole, "--key", "nonsense").status).toBe(2);
  });
});
