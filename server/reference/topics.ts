import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { HANDLERS, SCHEDULES } from "@/server/handlers";
import type { Topic } from "@/server/kernel/outbox";
import { page, type ReferencePage, table } from "./page";

const SERVER = fileURLToPath(new URL("../", import.meta.url));

/** One topic as declared: the capability whose events.ts holds it, and what it carries. */
export type DeclaredTopic = { readonly capability: string; readonly topic: Topic };

const isTopic = (value: unknown): value is Topic =>
  typeof value === "function" && "topic" in value && "payload" in value && "clearance" in value;

/** Every topic of every capability's events.ts, by reading the folder: one that nobody imports is found too. */
export async function declaredTopics(): Promise<readonly DeclaredTopic[]> {
  const files = (await readdir(SERVER, { recursive: true }))
    .filter((path) => /^[a-z-]+[\\/]events\.ts$/.test(path))
    .sort();
  const found = await Promise.all(
    files.map(async (path) => {
      const capability = path.split(/[\\/]/)[0] ?? "";
      const exports = Object.values((await import(new URL(path, new URL("../", import.meta.url)).href)) as object);
      return exports.filter(isTopic).map((topic) => ({ capability, topic }));
    }),
  );
  return found.flat();
}

const fieldsOf = ({ payload }: Topic) =>
  "shape" in payload ? Object.keys((payload as { shape: object }).shape).join(", ") : "";

/** What leaves a command by the outbox, and what is done on a schedule. */
export async function topicsPage(): Promise<ReferencePage> {
  const handled = new Set(HANDLERS.map(({ topic }) => topic));
  const rows = [...(await declaredTopics())]
    .sort((a, b) => (a.topic.topic < b.topic.topic ? -1 : 1))
    .map(({ capability, topic }) => [
      `\`${topic.topic}\``,
      capability,
      fieldsOf(topic),
      topic.clearance,
      handled.has(topic.topic) ? "●" : "",
    ]);
  return page(
    "topics.md",
    "Topics",
    "News that leaves a command by the outbox and is handled by the worker at least once.",
    table(["topic", "from", "carries", "clearance", "handled"], rows),
    "## Schedules",
    table(
      ["name", "when (UTC)"],
      SCHEDULES.map(({ name, cron }) => [`\`${name}\``, `\`${cron}\``]),
    ),
  );
}
