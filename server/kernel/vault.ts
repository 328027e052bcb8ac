import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Instant } from "@/domain/shared/time";
import type { Actor } from "./actor";
import type { BlindIndex } from "./crypto/blind-index";
import { keyIdOfSealed, newDataKey, open, type Place, seal } from "./crypto/envelope";
import type { KeyRing } from "./crypto/key-ring";
import { newId } from "./new-id";
import { type KeySubject, restrictedAmong } from "./restricted";

/** What a data key is for: it decides when the values under it are erased. */
export type RetentionClass = "identity" | "contact" | "trade" | "casework" | "service";

export type Subject = {
  readonly type:
    | "customer"
    | "counterparty"
    | "evidence-file"
    | "work-item"
    | "approval"
    | "order"
    | "package"
    | "privacy-request"
    | "keeping";
  readonly id: string;
  readonly retentionClass: RetentionClass;
};

/** Seals, opens and finds personal data in one transaction. */
export type Vault = {
  /** Seals a value for one place under the subject's key of that class, making the key when there is none. */
  seal(subject: Subject, place: Place, plain: string): Promise<Buffer>;
  /**
   * Opens values in one round trip. A value whose key was destroyed, or a null, opens as null; so does what may only be
   * stored, but for who may read it.
   */
  openAll(values: readonly { place: Place; sealed: Buffer | null }[]): Promise<(string | null)[]>;
  /** Opens one value. */
  open(place: Place, sealed: Buffer | null): Promise<string | null>;
  /** The search key of a normalised whole value. */
  readonly blind: BlindIndex;
};

type KeyRow = { id: string; subject_type: string; subject_id: string; retention_class: string; wrapped: Buffer };
type Opened = { readonly key: Buffer; readonly subject: KeySubject };

const CACHE_LIMIT = 20_000;
const CACHE_MS = 60_000;
/** Unwrapped data keys, for a minute at most: a destroyed key is gone everywhere soon after its row. */
const cache = new Map<string, Opened & { until: number }>();

function remember(id: string, opened: Opened): Opened {
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(id, { ...opened, until: performance.now() + CACHE_MS });
  return opened;
}

function recall(id: string): Opened | undefined {
  const hit = cache.get(id);
  return hit && hit.until > performance.now() ? hit : undefined;
}

/** Drops unwrapped keys from this process at once: they were destroyed. */
export function forgetKeys(ids: readonly string[]): void {
  for (const id of ids) cache.delete(id);
}

/** A new data key for a subject, wrapped, as a row of `subject_keys`. For bulk loading; commands use `seal`. */
export function newSubjectKey(
  keyRing: KeyRing,
  subject: Subject,
): { id: string; key: Buffer; keyVersion: number; wrapped: Buffer } {
  const id = newId<"subject-key">();
  const key = newDataKey();
  const wrapped = keyRing.wrap(key, { keyId: id, subjectId: subject.id, retentionClass: subject.retentionClass });
  // Of the bytes, not of the ring: it may have been rotated between the two.
  return { id, key, keyVersion: keyRing.versionOf(wrapped), wrapped };
}

/** Makes the vault of one transaction. */
export function createVault(keyRing: KeyRing, blind: BlindIndex, tx: Tx, actor: Actor, now: Instant): Vault {
  const unwrap = (row: KeyRow) =>
    remember(row.id, {
      key: keyRing.unwrap(row.wrapped, {
        keyId: row.id,
        subjectId: row.subject_id,
        retentionClass: row.retention_class,
      }),
      subject: { type: row.subject_type, id: row.subject_id },
    });

  async function findKey(subject: Subject): Promise<KeyRow | undefined> {
    const { rows } =
      await tx.execute<KeyRow>(sql`select id, subject_type, subject_id, retention_class, wrapped from subject_keys
      where subject_id = ${subject.id} and retention_class = ${subject.retentionClass}`);
    return rows[0];
  }

  async function keyOf(subject: Subject): Promise<{ id: string; key: Buffer }> {
    const existing = await findKey(subject);
    if (existing) return { id: existing.id, key: (recall(existing.id) ?? unwrap(existing)).key };
    const made = newSubjectKey(keyRing, subject);
    const inserted = await tx.execute(sql`insert into subject_keys
      (id, programme_id, legal_entity_id, subject_type, subject_id, retention_class, key_version, wrapped, created_at)
      values (${made.id}, ${actor.programmeId}, ${actor.legalEntityId}, ${subject.type}, ${subject.id},
        ${subject.retentionClass}, ${made.keyVersion}, ${made.wrapped}, ${now}::timestamptz)
      on conflict (subject_id, retention_class) do nothing`);
    if (inserted.rowCount === 1) return { id: made.id, key: made.key };
    const winner = await findKey(subject);
    if (!winner) throw new Error("subject key vanished");
    return { id: winner.id, key: unwrap(winner).key };
  }

  async function keyRows(ids: readonly string[]): Promise<KeyRow[]> {
    const { rows } = await tx.execute<KeyRow>(sql`select id, subject_type, subject_id, retention_class, wrapped
      from subject_keys where id in ${[...ids]}`);
    return rows;
  }

  async function openAll(values: readonly { place: Place; sealed: Buffer | null }[]): Promise<(string | null)[]> {
    const ids = values.map(({ sealed }) => (sealed ? keyIdOfSealed(sealed) : null));
    const named = ids.filter((id): id is string => id !== null);
    const known = new Map<string, Opened>();
    for (const id of named) {
      const hit = recall(id);
      if (hit) known.set(id, hit);
    }
    const missing = [...new Set(named.filter((id) => !known.has(id)))];
    const found = missing.length > 0 ? await keyRows(missing) : [];
    const subjects = [
      ...[...known.values()].map(({ subject }) => subject),
      ...found.map((row) => ({ type: row.subject_type, id: row.subject_id })),
    ];
    const asking = restrictedAmong(tx, actor, subjects);
    asking.catch(() => undefined);
    const openOne = ({ place, sealed }: (typeof values)[number], i: number): string | null => {
      const opened = known.get(ids[i] ?? "");
      return sealed && opened ? open(sealed, opened.key, place) : null;
    };
    // What is open in this process already is opened while the answer is on its way; nothing leaves before it.
    const early = found.length === 0 ? values.map(openOne) : null;
    const withheld = await asking;
    for (const row of found) if (!withheld.has(row.subject_id)) known.set(row.id, unwrap(row));
    const texts = early ?? values.map(openOne);
    if (withheld.size === 0) return texts;
    return texts.map((text, i) => (withheld.has(known.get(ids[i] ?? "")?.subject.id ?? "") ? null : text));
  }

  return {
    async seal(subject, place, plain) {
      const { id, key } = await keyOf(subject);
      return seal(plain, key, id, place);
    },
    openAll,
    async open(place, sealed) {
      const [value] = await openAll([{ place, sealed }]);
      return value ?? null;
    },
    blind,
  };
}
