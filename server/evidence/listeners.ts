import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import type { StoredFile } from "./store";

/** What became of a file: it may be shown, it was turned away with a code, or it was taken back. */
export type SettledFile = {
  readonly fileId: string;
  readonly subject: StoredFile["subject"];
  readonly outcome: "ready" | "refused" | "gone";
  readonly code: string | null;
};

/** Follows the files of one kind of subject, in the transaction that settles them; gives news to tell. */
export type FileListener = (scope: Scope, file: SettledFile) => Promise<readonly OutboxEvent[]>;

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiFileListeners?: Map<string, FileListener> };
const listeners = (): Map<string, FileListener> => {
  holder.heguiFileListeners ??= new Map();
  return holder.heguiFileListeners;
};

/** Enters the listener of a kind of subject, once. */
export function onFileSettled(subjectType: string, listener: FileListener): void {
  listeners().set(subjectType, listener);
}

/** Tells the listener of a file's subject, where it has one. */
export async function tellSettled(
  scope: Scope,
  file: Pick<StoredFile, "id" | "subject">,
  outcome: SettledFile["outcome"],
  code: string | null = null,
): Promise<readonly OutboxEvent[]> {
  const told = listeners().get(file.subject.type);
  return told ? told(scope, { fileId: file.id, subject: file.subject, outcome, code }) : [];
}
