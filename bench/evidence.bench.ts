import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import sharp from "sharp";
import "@/server/root";
import { diskStore } from "@/server/evidence/adapters/blob-store";
import { startUpload } from "@/server/evidence/commands/start-upload";
import { viewFile } from "@/server/evidence/commands/view-file";
import { getPage } from "@/server/evidence/http";
import { processFile } from "@/server/evidence/process";
import { receiveUpload } from "@/server/evidence/upload";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { type Bench, percentile, round } from "./bench";

const MEGA = 1_048_576;
const CHUNK = 4 * MEGA;
const WATCH_MS = 5;

/** A photograph-like JPEG of at least ten megabytes. */
async function largePicture(): Promise<Buffer> {
  for (let edge = 2_400; ; edge += 400) {
    const noise = { type: "gaussian", mean: 128, sigma: 50 } as const;
    const raw = { width: edge, height: Math.round(edge * 0.75), channels: 3, background: "#000", noise } as const;
    const bytes = await sharp({ create: raw }).jpeg({ quality: 92 }).toBuffer();
    if (bytes.length >= 10 * MEGA) return bytes;
  }
}

/** Resident memory above what it was at the beginning, in MB, at its highest. */
function extraMemory(): () => number {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, WATCH_MS);
  return () => {
    clearInterval(timer);
    return (Math.max(peak, process.memoryUsage().rss) - before) / MEGA;
  };
}

/**
 * A 10 MB picture: sent in pieces through the upload door, looked at and sealed by the worker's part, shown as a page with
 * a watermark. `memoryMB` is what all of it took above the start, the rendering process and its Node included; the bar
 * is 100. The baseline reads the picture and draws it anew, without sealing, proof or mark.
 */
export const bench: Bench = async ({ house, n = 5, say }) => {
  const officer = await house.person("compliance-officer");
  const worker = house.system("system:worker");
  const { runtime, dataDir } = house;
  const customerId = newId();
  await runtime.pool.query(
    `insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, since, status, created_at)
     values ($1, $2, $3, 'C-BENCH', $1, 'person', '2026-01-01', 'active', now())`,
    [customerId, house.programme.programmeId, house.programme.legalEntityId],
  );
  const store = await diskStore(join(dataDir, "files"));
  const picture = await largePicture();
  say(`picture of ${round(picture.length / MEGA)} MB`);
  const bytes = picture.length;
  const uploadMs: number[] = [];
  const workMs: number[] = [];
  const viewMs: number[] = [];
  const ownMB: number[] = [];
  const childMB: number[] = [];

  for (let turn = 0; turn <= n; turn++) {
    const extra = extraMemory();
    let child = 0;
    const marks = [performance.now()];
    const input = { subject: { type: "customer", id: customerId }, kind: "statement", name: "a.jpg", bytes };
    const started = await execute(runtime, startUpload, {
      principal: officer,
      input,
      key: newId(),
      requestId: newId(),
    });
    if (!started.ok) throw new Error(started.code);
    const { fileId } = started.result;
    for (let at = 0; at < bytes; at += CHUNK) {
      const piece = picture.subarray(at, at + CHUNK);
      const body = Readable.toWeb(Readable.from([piece])) as unknown as ReadableStream;
      const headers = { "tus-resumable": "1.0.0", "upload-offset": String(at), "content-length": String(piece.length) };
      const request = new Request(`http://127.0.0.1/api/files/upload/${fileId}`, {
        method: "PATCH",
        headers: { ...headers, "content-type": "application/offset+octet-stream" },
        body,
        duplex: "half",
      } as RequestInit);
      const answer = await receiveUpload(request, { runtime, principal: officer, dataDir });
      if (answer.status !== 204) throw new Error(`upload answered ${answer.status}`);
    }
    marks.push(performance.now());
    const signal = new AbortController().signal;
    const watched = (megabytes: number) => {
      child = Math.max(child, megabytes);
    };
    const shop = { store, scanner: null, dataDir, signal, requestId: newId(), onMemory: watched };
    const outcome = await processFile(runtime, worker, fileId, shop);
    if (outcome !== "ready") throw new Error(outcome);
    marks.push(performance.now());
    const view = await execute(runtime, viewFile, {
      principal: officer,
      input: { fileId },
      key: newId(),
      requestId: newId(),
    });
    if (!view.ok) throw new Error(view.code);
    const page = await getPage(officer, { link: view.result.link, page: 1 }, { runtime, store });
    if (page.status !== 200) throw new Error(`view answered ${page.status}`);
    await page.arrayBuffer();
    marks.push(performance.now());
    const own = extra();
    // The first round loads code and fills pools.
    if (turn === 0) continue;
    const [t0 = 0, t1 = 0, t2 = 0, t3 = 0] = marks;
    uploadMs.push(t1 - t0);
    workMs.push(t2 - t1);
    viewMs.push(t3 - t2);
    ownMB.push(own);
    childMB.push(child);
  }
  await rm(join(dataDir, "files"), { recursive: true, force: true });

  const plain: number[] = [];
  for (let turn = 0; turn < n; turn++) {
    const began = performance.now();
    await sharp(picture).jpeg({ quality: 88 }).toBuffer();
    plain.push(performance.now() - began);
  }
  const median = (samples: readonly number[]) => round(percentile(samples, 0.5));
  const memoryMB = round(Math.max(...ownMB.map((own, at) => own + (childMB[at] ?? 0))));
  return {
    name: "evidence",
    n,
    ours: { uploadMs: median(uploadMs), workMs: median(workMs), viewMs: median(viewMs), memoryMB },
    baseline: { redrawMs: median(plain) },
    ratio: round(median(workMs) / median(plain)),
    memoryMB,
    notes: {
      ownMB: round(Math.max(...ownMB)),
      renderProcessMB: round(Math.max(...childMB)),
      pictureMB: round(bytes / MEGA),
    },
  };
};
