import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import type { Principal } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import type { MadeAccount } from "@/server/kernel/testing/factories";
import type { House } from "@/server/kernel/testing/house";
import type { BlobStore } from "./adapters/blob-store";
import { BlobMissingError } from "./adapters/blob-store";
import { finishUpload } from "./commands/finish-upload";
import { startUpload } from "./commands/start-upload";
import { viewFile } from "./commands/view-file";
import { fileKey } from "./file-keys";
import { processFile, type Workshop } from "./process";
import { filesOfSubject } from "./queries";
import { writeSpool } from "./spool";
import { findFile } from "./store";

/** A picture of one colour. */
export function picture(
  format: "jpeg" | "png" | "webp" | "tiff" = "jpeg",
  size: { width: number; height: number } = { width: 60, height: 40 },
): Promise<Buffer> {
  return sharp({ create: { ...size, channels: 3, background: "#36c" } })
    .toFormat(format)
    .toBuffer();
}

/** A photo as a phone makes it: turned by its EXIF, and saying where it was taken. */
export function photoWithPlace(): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: "#36c" } })
    .withExif({
      IFD0: { Copyright: "PLACE-MARK" },
      IFD3: { GPSLatitude: "31/1 13/1 0/1", GPSLongitude: "121/1 28/1 0/1" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

/** A PDF of plain pages; `extra` goes into its catalogue, `trailer` into its trailer. */
export function pdf(pages = 1, options: { extra?: string; trailer?: string; size?: string } = {}): Buffer {
  const kids = Array.from({ length: pages }, (_, at) => `${at + 4} 0 R`).join(" ");
  const objects = [
    `1 0 obj<</Type/Catalog/Pages 2 0 R${options.extra ?? ""}>>endobj`,
    `2 0 obj<</Type/Pages/Kids[${kids}]/Count ${pages}>>endobj`,
    "3 0 obj<</Length 28>>stream\n1 0 0 rg 0 0 100 300 re f   \nendstream endobj",
    ...Array.from(
      { length: pages },
      (_, at) =>
        `${at + 4} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${options.size ?? "200 300"}]/Contents 3 0 R>>endobj`,
    ),
  ];
  return Buffer.from(`%PDF-1.4\n${objects.join("\n")}\ntrailer<</Root 1 0 R${options.trailer ?? ""}>>\n%%EOF\n`);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function pngChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

/** A PNG that says it is `width` by `height`, in as few bytes as can be. */
export function pngOfSize(width: number, height: number, text?: string): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", head),
    ...(text ? [pngChunk("tEXt", Buffer.from(`Comment\0${text}`, "latin1"))] : []),
    pngChunk("IDAT", deflateSync(Buffer.alloc((Math.min(width, 64) + 1) * Math.min(height, 64)))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A store in memory; `fail` makes the next calls fail as a full disk would. */
export function memoryStore(): BlobStore & { objects: Map<string, Buffer>; fail: (calls: number) => void } {
  const objects = new Map<string, Buffer>();
  let failing = 0;
  const full = () => Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  return {
    objects,
    fail: (calls) => {
      failing = calls;
    },
    async put(name, body) {
      const pieces: Buffer[] = [];
      for await (const piece of body) {
        if (failing > 0) {
          failing -= 1;
          throw full();
        }
        pieces.push(piece as Buffer);
      }
      objects.set(name, Buffer.concat(pieces));
    },
    async get(name) {
      const found = objects.get(name);
      if (!found) throw new BlobMissingError();
      return Readable.from([found]);
    },
    async remove(name) {
      objects.delete(name);
    },
  };
}

/** What a test brings: bytes, and how they are called. */
export type Brought = {
  readonly subject: { readonly type: string; readonly id: string };
  readonly bytes: Buffer;
  readonly name?: string;
  readonly kind?: "identity-proof" | "trade-proof" | "contact-proof" | "statement";
};

/** Announces a file, lays its bytes down and hands it over, as the upload door does. */
export async function bring(house: House, person: Principal, brought: Brought): Promise<string> {
  const { subject, bytes, name = "scan.jpg", kind = "statement" } = brought;
  const started = await house.run(startUpload, { subject, kind, name, bytes: bytes.length }, { as: person });
  if (!started.ok) throw new Error(started.code);
  const { fileId } = started.result;
  await lay(house, person, fileId, bytes);
  const finished = await house.run(finishUpload, { fileId, received: bytes.length }, { as: person });
  if (!finished.ok) throw new Error(finished.code);
  return fileId;
}

/** Writes bytes of an announced upload from `offset` on. */
export async function lay(house: House, person: Principal, fileId: string, bytes: Buffer, offset = 0): Promise<void> {
  const key = await inScope(house.runtime, person, "read", async (scope) => {
    const file = await findFile(scope, fileId);
    return { keep: false, value: file ? await fileKey(scope, file) : null };
  });
  if (!key) throw new Error("no key");
  await writeSpool(house.dataDir, fileId, key, Readable.from([bytes]), offset);
}

/** Runs the worker's part on a file. */
export function work(house: House, fileId: string, shop: Partial<Workshop> & Pick<Workshop, "store">) {
  return processFile(house.runtime, house.system("system:worker"), fileId, {
    scanner: null,
    dataDir: house.dataDir,
    signal: new AbortController().signal,
    requestId: newId(),
    ...shop,
  });
}

const START = "2026-10-09T14:32:00+08:00";

/** The hands of an officer on one customer's evidence, over a store of its own. */
export function evidenceDesk(house: House, account: Pick<MadeAccount, "customerId">) {
  let store = memoryStore();
  const officer = () => house.as("compliance-officer");
  const subject = { type: "customer", id: account.customerId };
  return {
    officer,
    subject,
    store: () => store,
    parts: () => ({ runtime: house.runtime, store }),

    /** The clock at its start and an empty store: to be called before each test. */
    begin(): void {
      house.clock.set(START);
      store = memoryStore();
    },

    list: (as: Principal = officer()) => house.ask(filesOfSubject, { subject }, { as }),

    /** Brings a file and has the worker take it in. Gives its id. */
    async ready(bytes: Buffer, brought: Partial<Brought> = {}): Promise<string> {
      const id = await bring(house, officer(), { subject, bytes, ...brought });
      const became = await work(house, id, { store });
      if (became !== "ready") throw new Error(`the file became ${became}`);
      return id;
    },

    /** A link to look at a file, with its pages. */
    async linkTo(fileId: string, as: Principal = officer()) {
      const outcome = await house.run(viewFile, { fileId }, { as });
      if (!outcome.ok) throw new Error(outcome.code);
      return outcome.result;
    },
  };
}

export type EvidenceDesk = ReturnType<typeof evidenceDesk>;

/** SHA-256 in hex. */
export const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
