import "@/server/all";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startUpload } from "@/server/evidence/commands/start-upload";
import { spooledBytes, spooledIds } from "@/server/evidence/spool";
import { sweepUploads } from "@/server/evidence/sweep";
import { lay, memoryStore, picture, sha256, work } from "@/server/evidence/testing";
import { receiveUpload } from "@/server/evidence/upload";
import type { Principal } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";

let house: House;
let account: MadeAccount;
let store = memoryStore();
const START = "2026-10-09T14:32:00+08:00";
const officer = () => house.as("compliance-officer");
const subject = () => ({ type: "customer", id: account.customerId });

beforeAll(async () => {
  house = await openHouse();
  account = await makeAccount(house);
});
afterAll(() => house.close());
beforeEach(() => {
  house.clock.set(START);
  store = memoryStore();
});

const stateOf = async (id: string) =>
  (await house.rows<{ state: string }>("select state from evidence_files where id = $1", [id]))[0]?.state;
async function announce(bytes: number, as: Principal = officer()): Promise<string> {
  const started = await house.run(startUpload, { subject: subject(), kind: "statement", name: "a.jpg", bytes }, { as });
  if (!started.ok) throw new Error(started.code);
  return started.result.fileId;
}

/** The upload door over real HTTP, as one web instance; `breakAfter` cuts each connection after so many bytes. */
async function door(as: Principal, options: { breakAfter?: number } = {}) {
  const server = createServer(async (incoming, outgoing) => {
    let seen = 0;
    const source = async function* () {
      for await (const chunk of incoming) {
        seen += (chunk as Buffer).length;
        if (options.breakAfter !== undefined && seen > options.breakAfter) {
          incoming.destroy();
          throw new Error("cut");
        }
        yield chunk as Buffer;
      }
    };
    const hasBody = incoming.method === "PATCH";
    const request = new Request(`http://127.0.0.1${incoming.url}`, {
      method: incoming.method ?? "GET",
      headers: incoming.headers as Record<string, string>,
      ...(hasBody ? { body: Readable.toWeb(Readable.from(source())) as never, duplex: "half" } : {}),
    } as RequestInit);
    try {
      const response = await receiveUpload(request, { runtime: house.runtime, principal: as, dataDir: house.dataDir });
      outgoing
        .writeHead(response.status, Object.fromEntries(response.headers))
        .end(Buffer.from(await response.arrayBuffer()));
    } catch {
      outgoing.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: (id: string) => `http://127.0.0.1:${port}/api/files/upload/${id}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Sends a file as the browser does. Resolves with how many bytes went, rejects with the status of a refusal. */
function send(
  url: string,
  bytes: Buffer,
  options: { chunkSize?: number; stopAt?: number; retry?: boolean } = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    const upload = new Upload(bytes as never, {
      uploadUrl: url,
      chunkSize: options.chunkSize ?? 100_000,
      retryDelays: options.retry ? [0, 0, 0, 0, 0, 0, 0, 0] : (null as never),
      onProgress: (at) => {
        sent = at;
      },
      onChunkComplete: (_size, at) => {
        if (options.stopAt !== undefined && at >= options.stopAt) void upload.abort().then(() => resolve(at));
      },
      onSuccess: () => resolve(sent),
      onError: (error) => reject(error),
    });
    upload.start();
  });
}

const noise = (bytes: number) => Buffer.from(Array.from({ length: bytes }, (_, at) => (at * 7919 + (at >> 8)) & 0xff));

describe("an upload", () => {
  it("goes on where it stopped, also at another instance, and is handed over once", async () => {
    const bytes = noise(450_000);
    const id = await announce(bytes.length);
    const first = await door(officer());
    expect(await send(first.url(id), bytes, { stopAt: 200_000 })).toBeGreaterThanOrEqual(200_000);
    first.close();
    expect(await stateOf(id)).toBe("uploading");
    expect(await spooledBytes(house.dataDir, id)).toBeGreaterThanOrEqual(200_000);
    const second = await door(officer());
    await send(second.url(id), bytes);
    expect(await stateOf(id)).toBe("waiting");
    // The answer was lost and the browser asks again: it is told that all is there.
    await send(second.url(id), bytes);
    second.close();
    const jobs = (await house.jobs("evidence.file.received")).filter(
      ({ payload }) => (payload as { fileId: string }).fileId === id,
    );
    expect(jobs).toHaveLength(1);
  });

  it("survives a line that is cut again and again", async () => {
    const bytes = await picture("png", { width: 1200, height: 1200 });
    const whole = Buffer.concat([bytes, Buffer.alloc(0)]);
    const id = await announce(whole.length);
    const cutting = await door(officer(), { breakAfter: Math.ceil(whole.length / 3) });
    await send(cutting.url(id), whole, { chunkSize: Math.ceil(whole.length / 4), retry: true });
    cutting.close();
    expect(await work(house, id, { store })).toBe("ready");
    const [row] = await house.rows<{ sha256: string }>("select sha256 from evidence_files where id = $1", [id]);
    expect(row?.sha256).toBe(sha256(whole));
  });

  it("is open to whom announced it, while it may, and to nobody else", async () => {
    const bytes = noise(1_000);
    const id = await announce(bytes.length);
    const status = async (as: Principal, of = id) => {
      const open = await door(as);
      const response = await fetch(open.url(of), { method: "HEAD", headers: { "tus-resumable": "1.0.0" } });
      open.close();
      return response.status;
    };
    expect(await status(officer())).toBe(200);
    for (const as of [
      house.as("compliance-officer", { second: true }),
      house.as("compliance-officer", { programme: MALL }),
      house.as("auditor"),
    ])
      expect(await status(as)).toBe(404);
    expect(await status(officer(), newId())).toBe(404);
    expect(await status(officer(), "..%2f..%2fkeys%2fkey-ring.json")).toBe(404);
    house.clock.set("2026-10-10T14:32:00+08:00");
    expect(await status(officer())).toBe(404);
    house.clock.set(START);
    const open = await door(officer());
    for (const method of ["POST", "DELETE", "GET"])
      expect((await fetch(open.url(id), { method, headers: { "tus-resumable": "1.0.0" } })).status).toBe(405);
    const long = await fetch(open.url(id), {
      method: "PATCH",
      headers: { "tus-resumable": "1.0.0", "upload-offset": "0", "content-type": "application/offset+octet-stream" },
      body: new Uint8Array(2_000),
    });
    expect(long.status).toBe(413);
    const elsewhere = await fetch(open.url(id), {
      method: "PATCH",
      headers: { "tus-resumable": "1.0.0", "upload-offset": "500", "content-type": "application/offset+octet-stream" },
      body: new Uint8Array(10),
    });
    expect(elsewhere.status).toBe(409);
    open.close();
  });

  it("that nobody finished is thrown away with its key; one whose last answer was lost is finished", async () => {
    const left = await announce(1_000);
    await lay(house, officer(), left, noise(400));
    const complete = await announce(1_000);
    await lay(house, officer(), complete, noise(1_000));
    await sweepUploads(house.runtime, house.dataDir, newId());
    expect([await stateOf(left), await stateOf(complete)]).toEqual(["uploading", "waiting"]);
    house.clock.set("2026-10-10T14:33:00+08:00");
    await sweepUploads(house.runtime, house.dataDir, newId());
    expect(await stateOf(left)).toBe("erased");
    expect(await spooledIds(house.dataDir)).not.toContain(left);
    expect(await house.rows("select 1 from subject_keys where subject_id = $1", [left])).toEqual([]);
    expect(await spooledIds(house.dataDir)).toContain(complete);
  });
});
