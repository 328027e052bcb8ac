import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BlobMissingError, type BlobStore, diskStore, s3Store, saysMissing } from "./blob-store";
import { clamdScanner } from "./malware-scan";

let folder = "";
let s3: S3rver;
const stores = new Map<string, BlobStore>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hegui-store-"));
  s3 = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: join(folder, "s3"),
    configureBuckets: [{ name: "evidence", configs: [] }],
  });
  const { port } = await s3.run();
  stores.set("disk", await diskStore(join(folder, "files")));
  stores.set(
    "s3",
    await s3Store({
      endpoint: `http://127.0.0.1:${port}`,
      region: "us-east-1",
      bucket: "evidence",
      accessKeyId: "S3RVER",
      secretAccessKey: "S3RVER",
    }),
  );
});
afterAll(async () => {
  // The client keeps its connections; closing would wait for them.
  s3.httpServer?.closeAllConnections();
  await s3.close();
  await rm(folder, { recursive: true, force: true });
});

const store = (name: string) => {
  const found = stores.get(name);
  if (!found) throw new Error(name);
  return found;
};
/** Reads an object; null when there is none. */
async function read(from: BlobStore, name: string): Promise<Buffer | null> {
  try {
    return await buffer(await from.get(name));
  } catch (error) {
    if (saysMissing(error)) return null;
    throw error;
  }
}

describe.each(["disk", "s3"])("a store on %s", (kind) => {
  it("gives back what was put, also when it is large", async () => {
    for (const [name, length] of [
      ["aa11", 1],
      ["bb22", 3 * 1024 * 1024 + 7],
    ] as const) {
      const bytes = Buffer.alloc(length, name);
      await store(kind).put(name, Readable.from([bytes.subarray(0, 1000), bytes.subarray(1000)]), length);
      expect((await read(store(kind), name))?.equals(bytes)).toBe(true);
    }
  });

  it("says that it has no such object", async () => {
    expect(await read(store(kind), "cc33")).toBe(null);
  });

  it("forgets what is removed, and does not mind a second time", async () => {
    await store(kind).put("dd44", Readable.from([Buffer.from("x")]), 1);
    await store(kind).remove("dd44");
    await store(kind).remove("dd44");
    expect(await read(store(kind), "dd44")).toBe(null);
  });

  it("fails when what it is given fails, and takes it the next time", async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(10);
        throw new Error("the line was cut");
      })(),
    );
    await expect(store(kind).put("ee55", broken, 20)).rejects.toThrow();
    // The store of this test may still be writing down the piece it got before the line was cut: a later put has the last word.
    const again = async () => {
      await store(kind).put("ee55", Readable.from([Buffer.from("whole")]), 5);
      return (await read(store(kind), "ee55"))?.toString();
    };
    await expect.poll(again, { timeout: 30_000 }).toBe("whole");
  });
});

describe("stores", () => {
  it("tell a missing object from a failure", () => {
    expect(saysMissing(new BlobMissingError())).toBe(true);
    expect(saysMissing(new Error("x", { cause: Object.assign(new Error("y"), { name: "NoSuchKey" }) }))).toBe(true);
    expect(saysMissing(Object.assign(new Error("z"), { code: "ECONNREFUSED" }))).toBe(false);
  });

  it("on disk open to their owner alone", async () => {
    expect((await stat(join(folder, "files"))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, "files"))).toContain("bb");
  });
});

describe("the scanner", () => {
  let server: Server;
  let seen = Buffer.alloc(0);
  let say: (bytes: Buffer) => string | null = () => "stream: OK";
  let address = "";

  /** A clamd: takes INSTREAM, puts the pieces together, answers once. */
  beforeAll(async () => {
    server = createServer((socket) => {
      let held = Buffer.alloc(0);
      socket.on("error", () => undefined);
      socket.on("data", (data: Buffer) => {
        held = Buffer.concat([held, data]);
        if (held.length < 10 || held.toString("latin1", 0, 10) !== "zINSTREAM\0") return;
        const pieces: Buffer[] = [];
        for (let at = 10; at + 4 <= held.length; ) {
          const length = held.readUInt32BE(at);
          if (length === 0) {
            seen = Buffer.concat(pieces);
            const answer = say(seen);
            return answer === null ? socket.destroy() : socket.end(`${answer}\0`);
          }
          pieces.push(held.subarray(at + 4, at + 4 + length));
          at += 4 + length;
        }
      });
    });
    address = join(folder, "clamd.sock");
    await new Promise<void>((resolve) => server.listen(address, resolve));
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const scan = (bytes: Buffer, timeoutMs?: number) =>
    clamdScanner(address, timeoutMs)(Readable.from([bytes.subarray(0, 5), bytes.subarray(5)]));

  it("is given every byte, and its yes is a yes", async () => {
    const bytes = Buffer.alloc(700_000, "abc");
    expect(await scan(bytes)).toBe("clean");
    expect(seen.equals(bytes)).toBe(true);
  });

  it("finds what it knows", async () => {
    say = (bytes) => (bytes.includes("EICAR") ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
    expect(await scan(Buffer.from("x EICAR x"))).toBe("found");
  });

  it.each([
    ["an error", () => "INSTREAM size limit exceeded. ERROR"],
    ["a closed line", () => null],
    ["words that only look like a yes", () => "stream: OKAY"],
  ])("has not said yes by %s", async (_what, answer) => {
    say = answer;
    await expect(scan(Buffer.from("hello world"))).rejects.toThrow("no verdict");
  });

  it("has not said yes by silence, nor when nobody listens", async () => {
    say = () => "";
    const silent = createServer(() => undefined);
    const path = join(folder, "silent.sock");
    await new Promise<void>((resolve) => silent.listen(path, resolve));
    await expect(clamdScanner(path, 50)(Readable.from([Buffer.from("x")]))).rejects.toThrow("in time");
    silent.close();
    await expect(clamdScanner(join(folder, "none.sock"))(Readable.from([Buffer.from("x")]))).rejects.toThrow();
  });
});
