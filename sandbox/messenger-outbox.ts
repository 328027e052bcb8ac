import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** A message as the console hands it over. */
export const messageSchema = z.strictObject({
  messageId: z.uuid(),
  channel: z.enum(["sms", "push"]),
  to: z.string().min(1).max(128),
  title: z.string().min(1).max(60).optional(),
  text: z.string().min(1).max(1_000),
});
export type SandboxMessage = z.infer<typeof messageSchema>;

/** What the provider took. `conflict`: the id was used for another message. */
export type Outbox = {
  take(message: SandboxMessage): Promise<"new" | "known" | "conflict">;
  all(): readonly SandboxMessage[];
  close(): Promise<void>;
};

const LINE_END = "\n";

/** Opens the outbox under a data directory, with what it took before. A line cut short by a crash was never answered. */
export async function createOutbox(dataDir: string): Promise<Outbox> {
  const folder = join(dataDir, "messenger");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "outbox.jsonl");
  const known = new Map<string, SandboxMessage>();
  const written = await readFile(path, "utf8").catch(() => "");
  for (const line of written.slice(0, written.lastIndexOf(LINE_END) + 1).split(LINE_END)) {
    if (line === "") continue;
    const message = messageSchema.parse(JSON.parse(line));
    known.set(message.messageId, message);
  }
  const file = await open(path, "a", 0o600);
  if (written !== "" && !written.endsWith(LINE_END))
    await file.truncate(Buffer.byteLength(written.slice(0, written.lastIndexOf(LINE_END) + 1)));
  return {
    async take(message) {
      const before = known.get(message.messageId);
      if (before) return JSON.stringify(before) === JSON.stringify(message) ? "known" : "conflict";
      known.set(message.messageId, message);
      await file.appendFile(`${JSON.stringify(message)}${LINE_END}`);
      return "new";
    },
    all: () => [...known.values()],
    close: () => file.close(),
  };
}
