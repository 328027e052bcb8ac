import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { CONTENT_REFUSALS, type ContentRefusal } from "@/domain/evidence/codes";
import type { MediaType } from "@/domain/evidence/model";
import { EVIDENCE_POLICY } from "@/domain/evidence/policy";
import { ContentProblem } from "../content";

/** One page made for viewing: a JPEG without metadata. */
export type RenderedPage = {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly jpeg: Buffer;
};

type Header = { bytes: number; page?: number; width?: number; height?: number; done?: boolean; refused?: string };

const CHILD = join(dirname(fileURLToPath(import.meta.url)), "render-child.mjs");
const WATCH_MS = 100;
const HEAP_MB = 512;
const KILO = 1_024;
/** A page larger than this was not made by us. */
const PAGE_MAX_BYTES = 64 * KILO * KILO;
const HEADER_MAX_BYTES = 10_000;
const LENGTH_BYTES = 4;

/** Resident memory of a process in MB, where the system tells it (Linux); else null and only time limits it. */
async function residentMegabytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => null);
  const found = status === null ? null : /^VmRSS:\s+(\d+) kB/m.exec(status);
  return found ? Number(found[1]) / KILO : null;
}

type Limits = { seconds?: number; megabytes?: number; signal?: AbortSignal; onMemory?: (megabytes: number) => void };

/**
 * Turns a file into pages in a process of its own, which is ended when it takes longer or more memory than policy
 * allows. Pages come one at a time; the next is not read before the last was taken. Throws ContentProblem for what
 * cannot or may not be shown, and Error when the worker is stopping: the file is then done again.
 */
export async function* renderPages(
  plain: Readable,
  { mediaType, bytes }: { mediaType: MediaType; bytes: number },
  limits: Limits = {},
): AsyncGenerator<RenderedPage> {
  const { maxPixels, maxPages, viewEdge, pageScale, renderSeconds, renderMegabytes } = EVIDENCE_POLICY;
  const wanted = JSON.stringify({ bytes, mediaType, maxPixels, maxPages, viewEdge, pageScale });
  const child = spawn(process.execPath, [...childFlags(), CHILD, wanted], {
    // Nothing of ours in its environment. One memory arena keeps what it frees usable.
    env: { MALLOC_ARENA_MAX: "1" } as unknown as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "ignore"],
  });
  let ended: "heavy" | "stopping" | undefined;
  const end = (why: "heavy" | "stopping") => {
    ended ??= why;
    child.kill("SIGKILL");
  };
  const timer = setTimeout(() => end("heavy"), (limits.seconds ?? renderSeconds) * 1_000);
  const watch = setInterval(async () => {
    const megabytes = child.pid ? await residentMegabytes(child.pid) : null;
    if (megabytes !== null) limits.onMemory?.(megabytes);
    if ((megabytes ?? 0) > (limits.megabytes ?? renderMegabytes)) end("heavy");
  }, WATCH_MS);
  const stop = () => end("stopping");
  if (limits.signal?.aborted) stop();
  limits.signal?.addEventListener("abort", stop, { once: true });
  // A child that has refused early closes its side; what it said is on stdout.
  child.stdin.on("error", () => undefined);
  child.on("error", () => undefined);
  let inputError: Error | undefined;
  plain.on("error", (error: Error) => {
    inputError = error;
    child.kill("SIGKILL");
  });
  plain.pipe(child.stdin);
  try {
    let done = false;
    for await (const { header, body } of frames(child.stdout)) {
      if (header.refused !== undefined) throw new ContentProblem(refusalOf(header.refused));
      if (header.done) done = true;
      else yield { page: header.page ?? 0, width: header.width ?? 0, height: header.height ?? 0, jpeg: body };
    }
    if (inputError) throw inputError;
    if (ended === "stopping") throw new Error("stopping");
    if (ended === "heavy") throw new ContentProblem("too-heavy");
    if (!done) throw new ContentProblem("damaged");
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    limits.signal?.removeEventListener("abort", stop);
    plain.destroy();
    child.kill("SIGKILL");
  }
}

/** Reads of the packages and of itself, and nothing else: no data, no writing, no processes. */
function childFlags(): string[] {
  const [modules = ""] = createRequire(import.meta.url)
    .resolve("sharp")
    .split(/(?<=[\\/]node_modules)[\\/]/);
  const readable = [modules, dirname(CHILD)].map((folder) => `--allow-fs-read=${folder}/*`);
  // The decoder is native code: what it does when taken over, these flags do not bound; its empty surroundings do.
  const narrow = ["--experimental-permission", "--allow-addons", ...readable];
  return [...narrow, "--no-warnings", "--max-semi-space-size=1", `--max-old-space-size=${HEAP_MB}`];
}

function refusalOf(text: string): ContentRefusal {
  return CONTENT_REFUSALS.find((one) => one === text) ?? "damaged";
}

/** Parts what the child writes into headers and bodies. What is out of form ends it: the child may have been taken over. */
async function* frames(source: AsyncIterable<Buffer>): AsyncGenerator<{ header: Header; body: Buffer }> {
  let held: Buffer = Buffer.alloc(0);
  let open: { header: Header; body: Buffer; filled: number } | undefined;
  for await (const data of source) {
    held = held.length === 0 ? data : Buffer.concat([held, data]);
    for (;;) {
      open ??= headerOf(held);
      if (!open) break;
      // The first bytes of a frame are its header's; the body goes straight to its place.
      const start = open.filled < 0 ? -open.filled : 0;
      if (open.filled < 0) open.filled = 0;
      const taken = held.copy(open.body, open.filled, start, start + open.body.length - open.filled);
      open.filled += taken;
      held = held.subarray(start + taken);
      if (open.filled < open.body.length) break;
      yield { header: open.header, body: open.body };
      open = undefined;
    }
  }
}

/** A frame whose header has come; `filled` is minus the header's length until the body is begun. */
function headerOf(held: Buffer): { header: Header; body: Buffer; filled: number } | undefined {
  if (held.length < LENGTH_BYTES) return undefined;
  const lineBytes = held.readUInt32BE(0);
  if (lineBytes > HEADER_MAX_BYTES) throw new ContentProblem("damaged");
  const start = LENGTH_BYTES + lineBytes;
  if (held.length < start) return undefined;
  const header = JSON.parse(held.toString("utf8", LENGTH_BYTES, start)) as Header;
  if (!(header.bytes >= 0 && header.bytes <= PAGE_MAX_BYTES)) throw new ContentProblem("damaged");
  return { header, body: Buffer.alloc(header.bytes), filled: -start };
}
