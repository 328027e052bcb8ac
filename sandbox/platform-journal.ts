import { type FileHandle, mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";

/** A message sent to the console, with what it said to it, or an answer the console gave. */
export type Line =
  | {
      readonly kind: "sent";
      readonly at: string;
      readonly body: string;
      readonly spoilt: string | null;
      readonly status: number | null;
      readonly said: unknown;
    }
  | { readonly kind: "answer"; readonly at: string; readonly answer: Answer };

/** What the sandbox reads of an answer; the rest is kept as it came. */
export type Answer = { readonly answerId: string; readonly messageId: string; readonly kind: string } & Readonly<
  Record<string, unknown>
>;

export type PlatformJournal = {
  lines(): readonly Line[];
  /** Resolves when the line is on disk. */
  append(line: Line): Promise<void>;
  close(): Promise<void>;
};

/** Opens the journal under a data directory. A last line cut short by a crash is cut off: nobody was told of it. */
export async function openPlatformJournal(dataDir: string): Promise<PlatformJournal> {
  const folder = join(dataDir, "platform");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "journal.jsonl");
  const written = await readFile(path).catch(() => Buffer.alloc(0));
  const whole = written.subarray(0, written.lastIndexOf(0x0a) + 1);
  const lines = whole
    .toString("utf8")
    .split("\n")
    .filter((text) => text !== "")
    .map((text) => JSON.parse(text) as Line);
  const file: FileHandle = await open(path, "a", 0o600);
  if (whole.length < written.length) await file.truncate(whole.length);
  let writing = Promise.resolve();
  return {
    lines: () => lines,
    append(line) {
      lines.push(line);
      writing = writing.then(async () => {
        await file.appendFile(`${JSON.stringify(line)}\n`);
        await file.datasync();
      });
      return writing;
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}
