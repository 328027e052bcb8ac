import "@/server/all";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { writeWhole } from "@/server/cli/whole-file";
import { callDoor, makeKey, type TestKey } from "@/server/connections/testing";
import { memoryStore, picture, work } from "@/server/evidence/testing";
import { postUpload } from "@/server/ingestion/http";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { kycDesk } from "@/server/kyc/testing";
import { settle } from "@/tests/security/support/answers";
import { PAYSIM_HEADER, paysimLine } from "@/tests/support/import-files";

/** The disk: how many bytes it still takes. */
const disk = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof import("node:fs")>();
  const createWriteStream: typeof fs.createWriteStream = (path, options) => {
    const stream = fs.createWriteStream(path, options);
    const write = stream._write.bind(stream);
    stream._write = (chunk: Buffer, encoding, done) => {
      const full = () => Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      if (chunk.length > disk.left) return done(full());
      disk.left -= chunk.length;
      write(chunk, encoding, done);
    };
    return Object.assign(stream, { _writev: null });
  };
  return { ...fs, default: fs, createWriteStream };
});

const dataDir = mkdtempSync(join(tmpdir(), "hegui-full-"));
vi.stubEnv("DATA_DIR", dataDir);
vi.stubEnv("DATABASE_URL", process.env.DATABASE_URL ?? "postgres://nobody@127.0.0.1/none");

let house: House;
let key: TestKey;
beforeAll(async () => {
  house = await openHouse();
  settle(house);
  key = await makeKey(house, ["customers.write", "submissions.write", "submissions.read"]);
});
afterEach(() => {
  disk.left = Number.POSITIVE_INFINITY;
});
afterAll(async () => {
  await house.close();
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true, force: true });
});

const laid = (folder: string) => readdirSync(join(dataDir, folder));

describe("a disk without room", () => {
  const call = (method: string, path: string, sent: Parameters<typeof callDoor>[3] = {}) =>
    callDoor(house, method, path, { token: key.token, ...sent });
  const put = (id: string, bytes: Buffer, idempotencyKey: string) =>
    call("PUT", `/submissions/${id}/documents/passport`, {
      raw: bytes,
      key: idempotencyKey,
      headers: { "content-length": String(bytes.length), "content-type": "image/png" },
    });

  it("has a picture sent again later: told so, nothing of it taken, and whole the second time", async () => {
    await call("POST", "/customers", { body: { externalRef: "FULL1", kind: "person" } });
    const declared = { name: "测试丁", idType: "passport", idNumber: "E00000009" };
    const body = { customerRef: "FULL1", purpose: "onboarding", subject: "person", declared, documents: ["passport"] };
    const { id } = (await call("POST", "/submissions", { body })).body;
    const bytes = await picture("png", { width: 900, height: 700 });
    disk.left = 100;
    const failed = await put(id, bytes, "full-1");
    expect(failed).toMatchObject({ status: 503, body: { code: "connections.request.unavailable" } });
    expect(failed.headers.get("retry-after")).toBe("5");
    const stands = async () =>
      (
        await house.rows<{ status: string; read_state: string; file_id: string }>(
          "select s.status, d.read_state, d.file_id from kyc_submissions s join kyc_documents d on d.submission_id = s.id where s.id = $1",
          [id],
        )
      )[0];
    expect(await stands()).toMatchObject({ status: "collecting", read_state: "missing" });
    expect(await house.jobs("evidence.file.received")).toEqual([]);
    disk.left = Number.POSITIVE_INFINITY;
    expect(await put(id, bytes, "full-1")).toMatchObject({ status: 200, body: { submission: "reading" } });
    const store = memoryStore();
    const fileId = (await stands())?.file_id ?? "";
    expect(await work(house, fileId, { store, dataDir })).toBe("ready");
    const desk = kycDesk(house);
    for (const [name, object] of store.objects) desk.store.objects.set(name, object);
    expect(await desk.advance(id)).toBe("checked");
  });

  it("takes no file of transactions in part, and says so", async () => {
    const file = `${[PAYSIM_HEADER, ...Array.from({ length: 400 }, () => paysimLine({}))].join("\n")}\n`;
    const send = () =>
      postUpload(
        new Request("http://door.example/api/import", { method: "POST", body: file }),
        house.as("compliance-officer"),
      );
    disk.left = 1_000;
    const failed = await send();
    expect([failed.status, await failed.json()]).toEqual([503, { error: "unavailable" }]);
    expect(laid("spool")).toEqual([]);
    disk.left = Number.POSITIVE_INFINITY;
    const taken = await send();
    expect([taken.status, await taken.json()]).toMatchObject([201, { bytes: Buffer.byteLength(file) }]);
    expect(laid("spool")).toHaveLength(1);
  });

  it("leaves an export that was written before as it is, and nothing of the new one", async () => {
    const folder = mkdtempSync(join(dataDir, "out-"));
    const out = join(folder, "log.jsonl");
    writeFileSync(out, "yesterday\n");
    const lines = () => exportOf(200);
    disk.left = 500;
    await expect(writeWhole(out, lines())).rejects.toMatchObject({ code: "ENOSPC" });
    expect(readdirSync(folder)).toEqual(["log.jsonl"]);
    expect(readFileSync(out, "utf8")).toBe("yesterday\n");
    disk.left = Number.POSITIVE_INFINITY;
    await writeWhole(out, lines());
    expect(readdirSync(folder)).toEqual(["log.jsonl"]);
    expect(readFileSync(out, "utf8").split("\n")).toHaveLength(201);
  });
});

/** Lines as an export makes them, one after another. */
async function* exportOf(lines: number): AsyncGenerator<string> {
  for (let at = 0; at < lines; at += 1) yield `${JSON.stringify({ at, kind: "kyc.submission.accept" })}\n`;
}
