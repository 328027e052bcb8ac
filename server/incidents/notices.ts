import { sql } from "drizzle-orm";
import { toInstantOrNull } from "@/db/schema/columns";
import { NOTICE_CONTENTS, type NoticeKind, type NoticeState } from "@/domain/incidents/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { Instant } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { openWords, type Words } from "./words";

export type StoredNotice = {
  readonly id: string;
  readonly incidentId: string;
  readonly kind: NoticeKind;
  readonly state: NoticeState;
  readonly version: number;
  /** `zh.facts` and so on; `contact` and `ground`. */
  readonly words: Words;
  readonly total: number;
  readonly told: number;
  readonly steps: number;
  readonly startedAt: Instant | null;
};

type Row = {
  id: string;
  incident_id: string;
  kind: NoticeKind;
  state: NoticeState;
  version: number;
  words_sealed: Buffer;
  total: number;
  told: number;
  steps: number;
  started_at: string | null;
};

/** A notice of the programme; locked when asked. Throws not-found otherwise. */
export async function loadNotice(scope: Scope, id: string, options: { lock?: boolean } = {}): Promise<StoredNotice> {
  const { tx, actor } = scope;
  const { rows } =
    await tx.execute<Row>(sql`select id, incident_id, kind, state, version, words_sealed, total, told, steps, started_at
    from incident_notices where id = ${id}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  const row = rows[0] ?? notFound();
  const [words = {}] = await openWords(scope, "incident_notices", [row]);
  return {
    id: row.id,
    incidentId: row.incident_id,
    kind: row.kind,
    state: row.state,
    version: row.version,
    words,
    total: row.total,
    told: row.told,
    steps: row.steps,
    startedAt: toInstantOrNull(row.started_at),
  };
}

/** A notice as a person saw it, locked. Refuses `stale`. */
export async function noticeAsShown(
  scope: Scope,
  seen: { readonly noticeId: string; readonly version: number },
): Promise<Result<StoredNotice>> {
  const notice = await loadNotice(scope, seen.noticeId, { lock: true });
  return notice.version === seen.version
    ? decided(notice)
    : refuse("incidents.incident.stale", { params: { version: notice.version } });
}

/** What a notice says in a language, by content; the contact with it. */
export function contentsOf(words: Words, language: "zh" | "en"): Words {
  return {
    ...Object.fromEntries(NOTICE_CONTENTS.map((name) => [name, words[`${language}.${name}`] ?? ""])),
    contact: words.contact ?? "",
  };
}

/** Whether anything is written in English. */
export const hasEnglish = (words: Words): boolean =>
  NOTICE_CONTENTS.some((name) => (words[`en.${name}`] ?? "").trim() !== "");

/** The languages a notice is written in: Chinese always. */
export const languagesOf = (words: Words): readonly ("zh" | "en")[] => (hasEnglish(words) ? ["zh", "en"] : ["zh"]);
