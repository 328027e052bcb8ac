import { closeSync, fsyncSync, openSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { type FileHandle, mkdir, open, readFile, truncate, unlink } from "node:fs/promises";
import { join } from "node:path";
import {
  type CoreState,
  emptyState,
  evolve,
  fromImage,
  type JournalRecord,
  type StateImage,
  toImage,
} from "@/sandbox/state";

const SNAPSHOT = "snapshot.json";
const FORMAT = 1;

type Snapshot = { format: number; generation: number; image: StateImage };

/** The ledger's durable state: memory, and a journal on disk that memory never outruns by an answered request. */
export type Journal = {
  readonly state: CoreState;
  /** Changes the state and queues the record; durable once `settled()` resolves. */
  append(record: JournalRecord): void;
  /** Resolves when everything appended so far is on disk. */
  settled(): Promise<void>;
  /** Writes a snapshot and closes the files. */
  close(): Promise<void>;
};

/**
 * Opens (or makes) the journal in `directory` and replays it. A last line torn by a crash was never answered for and
 * is cut off; any other damage throws. `onFatal` is told when the disk refuses a write: the caller must then exit.
 */
export async function openJournal(options: {
  directory: string;
  snapshotEvery: number;
  onFatal: (error: unknown) => void;
}): Promise<Journal> {
  const { directory, snapshotEvery, onFatal } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const snapshot = await readSnapshot(directory);
  const state = snapshot ? fromImage(snapshot.image) : emptyState();
  let generation = snapshot?.generation ?? 0;
  let lines = await replay(journalPath(directory, generation), state);
  await removeOthers(directory, generation);
  let file = await openAppend(directory, generation);
  let queue: string[] = [];
  let draining: Promise<void> | undefined;

  const compact = async (): Promise<void> => {
    // Memory already holds what is still queued, so the snapshot makes those lines durable too.
    queue = [];
    lines = 0;
    generation += 1;
    writeSnapshot(directory, { format: FORMAT, generation, image: toImage(state) });
    const previous = file;
    file = await openAppend(directory, generation);
    await previous.close();
    await removeOthers(directory, generation);
  };

  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      lines += batch.length;
      await file.appendFile(batch.join(""));
      await file.datasync();
      if (lines >= snapshotEvery) await compact();
    }
  };

  const startDraining = (): void => {
    draining ??= drain()
      .catch(onFatal)
      .finally(() => {
        draining = undefined;
        if (queue.length > 0) startDraining();
      });
  };

  return {
    state,
    append(record) {
      evolve(state, record);
      queue.push(`${JSON.stringify(record)}\n`);
      startDraining();
    },
    async settled() {
      while (draining) await draining;
    },
    async close() {
      while (draining) await draining;
      await compact();
      await file.close();
    },
  };
}

function journalPath(directory: string, generation: number): string {
  return join(directory, `journal-${generation}.jsonl`);
}

async function openAppend(directory: string, generation: number): Promise<FileHandle> {
  const handle = await open(journalPath(directory, generation), "a", 0o600);
  syncDirectory(directory);
  return handle;
}

async function readIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function readSnapshot(directory: string): Promise<Snapshot | undefined> {
  const bytes = await readIfPresent(join(directory, SNAPSHOT));
  if (!bytes) return undefined;
  const snapshot = JSON.parse(bytes.toString("utf8")) as Snapshot;
  if (snapshot.format !== FORMAT) throw new Error(`core snapshot has format ${snapshot.format}, expected ${FORMAT}`);
  return snapshot;
}

/** Applies the journal's whole lines to `state`, cuts a torn tail off the file and gives the number of lines. */
async function replay(path: string, state: CoreState): Promise<number> {
  const bytes = await readIfPresent(path);
  if (!bytes) return 0;
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) await truncate(path, end);
  const lines = bytes.subarray(0, end).toString("utf8").split("\n").slice(0, -1);
  for (const [position, line] of lines.entries()) {
    try {
      evolve(state, JSON.parse(line) as JournalRecord);
    } catch (cause) {
      throw new Error(`core journal is damaged at line ${position + 1} of ${path}`, { cause });
    }
  }
  return lines.length;
}

/** Replaces the snapshot in one step: written aside, flushed, renamed. Synchronous, so the state cannot move under it. */
function writeSnapshot(directory: string, snapshot: Snapshot): void {
  const aside = join(directory, `${SNAPSHOT}.new`);
  const descriptor = openSync(aside, "w", 0o600);
  try {
    writeFileSync(descriptor, JSON.stringify(snapshot));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(aside, join(directory, SNAPSHOT));
  syncDirectory(directory);
}

function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function removeOthers(directory: string, generation: number): Promise<void> {
  const keep = `journal-${generation}.jsonl`;
  for (const name of readdirSync(directory)) {
    if (/^journal-\d+\.jsonl$/.test(name) && name !== keep) await unlink(join(directory, name));
  }
}
