import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { DocumentKind } from "@/domain/kyc/model";
import { READING_LIMITS } from "@/domain/kyc/reading/limits";
import { FILE_PROBLEMS, type FileProblem } from "@/domain/kyc/reading/model";

const CHILD = join(dirname(fileURLToPath(import.meta.url)), "reading-child.mjs");
const WATCH_MS = 100;
const HEAP_MB = 256;
const KILO = 1_024;
const HEADER_MAX_BYTES = 4 * KILO * KILO;
const LENGTH_BYTES = 4;

const pixels = z.number().int().min(1).max(1_000_000);
const place = z.number().min(-10_000).max(100_000);
const line = z.object({
  text: z.string().transform((text) => text.slice(0, 2_000)),
  confidence: z.number().min(0).max(100),
  box: z.object({ x0: place, y0: place, x1: place, y1: place }),
});
const seenSchema = z.object({
  width: pixels,
  height: pixels,
  page: z.object({ width: pixels, height: pixels }),
  lines: z.array(line).max(5_000),
  zone: z.array(line).max(100),
  again: z.array(line).max(100),
  lookWidth: z.number().int().min(1).max(READING_LIMITS.lookEdge),
  lookHeight: z.number().int().min(1).max(READING_LIMITS.lookEdge),
});
const headerSchema = z.object({
  bytes: z
    .number()
    .int()
    .min(0)
    .max(READING_LIMITS.lookEdge ** 2),
  ready: z.boolean().optional(),
  refused: z.enum(FILE_PROBLEMS).catch("damaged").optional(),
  seen: seenSchema.optional(),
});

/** What was seen on a picture: its lines, and itself in grey at a size for measuring. */
export type Seen = z.output<typeof seenSchema> & { readonly grey: Buffer };
type Frame = { readonly header: z.output<typeof headerSchema>; readonly body: Buffer };

export type RecogniserLimits = {
  readonly seconds?: number;
  readonly megabytes?: number;
  /** Told how much memory the process takes, in MB. */
  readonly onMemory?: (megabytes: number) => void;
};

/** A running process that reads pictures one after another. After `ended` it takes no more. */
export type Recogniser = {
  look(bytes: Buffer, kind: DocumentKind, limits: RecogniserLimits, signal?: AbortSignal): Promise<Seen | FileProblem>;
  readonly taken: () => number;
  readonly ended: () => boolean;
  stop(): void;
};

/** Reads of the packages, the languages and itself, and nothing else: no data, no writing, no processes. */
function childFlags(languages: string): string[] {
  const [modules = ""] = createRequire(import.meta.url)
    .resolve("sharp")
    .split(/(?<=[\\/]node_modules)[\\/]/);
  const readable = [modules, dirname(CHILD), languages].map((folder) => `--allow-fs-read=${folder}/*`);
  const narrow = ["--experimental-permission", "--allow-addons", "--allow-worker", ...readable];
  return [...narrow, "--no-warnings", `--max-old-space-size=${HEAP_MB}`];
}

async function residentMegabytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / KILO;
}

/**
 * Starts the process and waits until it can read. Throws when it cannot start: that is no picture's fault. It lives as
 * long as it has work, does not keep ours alive, and ends with it.
 */
export async function startRecogniser(languages: string, signal?: AbortSignal): Promise<Recogniser> {
  const { maxPixels, textEdge, lookEdge, startSeconds } = READING_LIMITS;
  const wanted = JSON.stringify({ languages, maxPixels, textEdge, lookEdge });
  const child = spawn(process.execPath, [...childFlags(languages), CHILD, wanted], {
    // Nothing of ours in its environment. One memory arena keeps what it frees usable.
    env: { MALLOC_ARENA_MAX: "1" } as unknown as NodeJS.ProcessEnv,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const frames = framesOf(child);
  const first = await watched(child, frames, { seconds: startSeconds, signal }).catch(() => undefined);
  if (!first?.header.ready) {
    child.kill("SIGKILL");
    throw new Error(signal?.aborted ? "stopping" : "the recogniser did not start");
  }
  let taken = 0;
  let broken = false;
  unreferenced(child);
  return {
    async look(bytes, kind, limits, stopping) {
      taken += 1;
      try {
        send(child, { kind, recognising: kind !== "hand-held", bytes: bytes.length }, bytes);
        const { header, body } = await watched(child, frames, { ...limits, signal: stopping });
        if (header.refused !== undefined) return header.refused;
        const { seen } = header;
        if (!seen || body.length !== seen.lookWidth * seen.lookHeight) throw new Ended("damaged");
        return { ...seen, grey: body };
      } catch (error) {
        broken = true;
        child.kill("SIGKILL");
        if (stopping?.aborted || !(error instanceof Ended)) throw new Error("stopping");
        return error.why;
      }
    },
    taken: () => taken,
    ended: () => broken || child.exitCode !== null || child.signalCode !== null,
    stop: () => void child.kill("SIGKILL"),
  };
}

class Ended extends Error {
  constructor(readonly why: FileProblem) {
    super(why);
  }
}

/** The next frame, or the end of the process: by time, by memory, by itself, or because the worker stops. */
async function watched(
  child: ChildProcess,
  frames: AsyncGenerator<Frame>,
  limits: RecogniserLimits & { signal?: AbortSignal | undefined },
): Promise<Frame> {
  let why: FileProblem = "damaged";
  const end = (reason: FileProblem) => {
    why = reason;
    child.kill("SIGKILL");
  };
  const timer = setTimeout(() => end("too-heavy"), (limits.seconds ?? READING_LIMITS.pictureSeconds) * 1_000);
  const watch = setInterval(async () => {
    const megabytes = await residentMegabytes(child.pid);
    limits.onMemory?.(megabytes);
    if (megabytes > (limits.megabytes ?? READING_LIMITS.megabytes)) end("too-heavy");
  }, WATCH_MS);
  const stop = () => end("damaged");
  if (limits.signal?.aborted) stop();
  limits.signal?.addEventListener("abort", stop, { once: true });
  try {
    const { value, done } = await frames.next().catch(() => ({ value: undefined, done: true }) as const);
    if (done || !value) throw new Ended(why);
    return value;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    limits.signal?.removeEventListener("abort", stop);
  }
}

function send(child: ChildProcess, header: object, body: Buffer): void {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  child.stdin?.write(Buffer.concat([length, text]));
  child.stdin?.write(body);
}

/** A process that waits for work keeps nobody waiting for it. */
function unreferenced(child: ChildProcess): void {
  child.unref();
  for (const pipe of [child.stdin, child.stdout]) (pipe as unknown as { unref?: () => void } | null)?.unref?.();
}

/** Parts what the child writes into headers and bodies. What is out of form throws: it may have been taken over. */
async function* framesOf(child: ChildProcess): AsyncGenerator<Frame> {
  // A process that has ended closes its side; that it ended is seen on stdout.
  child.stdin?.on("error", () => undefined);
  child.on("error", () => undefined);
  let held: Buffer = Buffer.alloc(0);
  for await (const piece of child.stdout ?? []) {
    held = Buffer.concat([held, piece as Buffer]);
    for (;;) {
      if (held.length < LENGTH_BYTES) break;
      const start = LENGTH_BYTES + held.readUInt32BE(0);
      if (start > HEADER_MAX_BYTES) throw new Error("out of form");
      if (held.length < start) break;
      const header = headerSchema.parse(JSON.parse(held.toString("utf8", LENGTH_BYTES, start)));
      if (held.length < start + header.bytes) break;
      yield { header, body: Buffer.from(held.subarray(start, start + header.bytes)) };
      held = Buffer.from(held.subarray(start + header.bytes));
    }
  }
}
