import { createHash } from "node:crypto";
import type { DocumentKind, Quality, Reading } from "@/domain/kyc/model";
import { READING_LIMITS } from "@/domain/kyc/reading/limits";
import { lookHash } from "@/domain/kyc/reading/look-hash";
import type { ReadProblem } from "@/domain/kyc/reading/model";
import { qualityOf } from "@/domain/kyc/reading/quality";
import { readText } from "@/domain/kyc/reading/read-text";
import { type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { env } from "@/env";
import { systemClock } from "@/server/kernel/clock";
import { languageFolder } from "./language-data";
import { type Recogniser, type RecogniserLimits, type Seen, startRecogniser } from "./recogniser";

/** What was read from a picture. Readings are proposals with their confidence; hashes are hexadecimal. */
export type PictureReading = {
  readonly readings: readonly Reading[];
  /** The paper that the text looks like; null where too little was recognised. */
  readonly looksLike: DocumentKind | null;
  /** Null where the file could not be looked at. */
  readonly quality: Quality | null;
  readonly contentSha256: string;
  readonly lookHash: string | null;
  readonly problem: ReadProblem | null;
};

export type ReadingOptions = RecogniserLimits & { readonly dataDir?: string; readonly today?: LocalDate };

let warm: Recogniser | undefined;
let idle: NodeJS.Timeout | undefined;
let line: Promise<unknown> = Promise.resolve();

/**
 * Reads one picture, handed in as `kind`, in a process of its own that is kept warm between pictures: one at a time,
 * others wait their turn. The same bytes give the same. A file that cannot be looked at gives a problem and no more.
 * Throws when the recogniser cannot start or when `signal` says stop: the picture is then read again later.
 */
export function readPicture(
  bytes: Buffer,
  kind: DocumentKind,
  signal?: AbortSignal,
  options: ReadingOptions = {},
): Promise<PictureReading> {
  const turn = line.then(() => read(bytes, kind, signal, options));
  line = turn.catch(() => undefined);
  return turn;
}

async function read(
  bytes: Buffer,
  kind: DocumentKind,
  signal: AbortSignal | undefined,
  options: ReadingOptions,
): Promise<PictureReading> {
  if (signal?.aborted) throw new Error("stopping");
  const contentSha256 = createHash("sha256").update(bytes).digest("hex");
  const unseen = { readings: [], looksLike: null, quality: null, contentSha256, lookHash: null } as const;
  if (bytes.length === 0) return { ...unseen, problem: "not-a-picture" };
  if (bytes.length > READING_LIMITS.maxBytes) return { ...unseen, problem: "too-heavy" };
  clearTimeout(idle);
  const own = await recogniser(options.dataDir ?? env().DATA_DIR, signal);
  const seen = await own.look(bytes, kind, options, signal).finally(rest);
  return typeof seen === "string"
    ? { ...unseen, problem: seen }
    : { contentSha256, ...told(seen, kind, options.today) };
}

async function recogniser(dataDir: string, signal: AbortSignal | undefined): Promise<Recogniser> {
  if (warm && !warm.ended() && warm.taken() < READING_LIMITS.pictures) return warm;
  warm?.stop();
  warm = undefined;
  warm = await startRecogniser(await languageFolder(dataDir), signal);
  return warm;
}

/** Lets the process go when no picture comes for a while. */
function rest(): void {
  idle = setTimeout(stopReading, READING_LIMITS.idleSeconds * 1_000);
  idle.unref();
}

/** Ends the process that reads, if there is one. The next picture starts another. */
export function stopReading(): void {
  clearTimeout(idle);
  warm?.stop();
  warm = undefined;
}

function told(
  seen: Seen,
  kind: DocumentKind,
  today = shanghaiDate(systemClock()),
): Omit<PictureReading, "contentSha256"> {
  const grey = { data: seen.grey, width: seen.lookWidth, height: seen.lookHeight };
  const { readings, looksLike, problem } = readText(
    { lines: seen.lines, zone: seen.zone, again: seen.again },
    kind,
    today,
  );
  return { readings, looksLike, problem, quality: qualityOf(seen, grey, seen.lines), lookHash: lookHash(grey) };
}
