import type { MailKind } from "@/domain/notifications/codes";
import type { Instant } from "@/domain/shared/time";
import type { JobContext } from "@/server/kernel/jobs";

/** What a capability says at the moment an e-mail is sent. Held in memory only: the link carries a secret. */
export type MailParts = {
  readonly address: string;
  readonly locale: "zh-CN" | "en";
  /** Absolute address of the console that the e-mail opens. */
  readonly link: string;
  /** When the link stops working. */
  readonly until: Instant;
};

/** Names the address and makes the link; null when the e-mail is no longer wanted (withdrawn, used, run out). */
export type MailPartsSource = (context: JobContext, subjectId: string) => Promise<MailParts | null>;

const sources = new Map<MailKind, MailPartsSource>();

/** Says who makes the parts of an e-mail kind. Called when the capability's handlers are loaded. */
export function registerMailParts(kind: MailKind, source: MailPartsSource): void {
  sources.set(kind, source);
}

/** The source of a kind. Throws for one nobody registered: the capability was not loaded. */
export function mailPartsOf(kind: MailKind): MailPartsSource {
  const source = sources.get(kind);
  if (!source) throw new Error(`nobody makes the parts of the e-mail ${kind}`);
  return source;
}
