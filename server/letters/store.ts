import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { DispatchState } from "@/domain/letters/model";
import { reachedNobody } from "@/domain/letters/plan";
import type { Channel, LetterLanguage, LetterParams, LetterTemplate } from "@/domain/letters/templates";
import type { Place } from "@/server/kernel/crypto/envelope";
import type { Scope } from "@/server/kernel/scope";
import { closeItems, openItems } from "@/server/worklist/public";

/** The work item of a letter that reached nobody. */
export const FAILED_ITEM = "letter-failed";

export type LetterRow = {
  id: string;
  number: string | null;
  customer_id: string;
  account_id: string | null;
  template: LetterTemplate;
  params: LetterParams;
  subject_type: string;
  subject_id: string;
  written_at: string;
  prepared_at: string | null;
  language: LetterLanguage | null;
  text_sealed: Buffer | null;
};

/** Where the text of a letter lies sealed. */
export const textPlace = (letterId: string): Place => ({
  table: "customer_letters",
  column: "text_sealed",
  rowId: letterId,
});

/** A letter of this programme; undefined when there is none. */
export async function findLetter(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  letterId: string,
  options: { readonly lock: boolean },
): Promise<LetterRow | undefined> {
  const { rows } =
    await tx.execute<LetterRow>(sql`select id, number, customer_id, account_id, template, params, subject_type, subject_id,
      written_at, prepared_at, language, text_sealed from customer_letters
    where id = ${letterId}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  return rows[0];
}

export type DispatchRow = {
  id: string;
  letter_id: string;
  channel: Channel;
  state: DispatchState;
  attempts: number;
  sent_at: string | null;
};

/** A message of this programme, locked behind its letter; undefined when there is none. */
export async function lockDispatch(
  scope: Pick<Scope, "tx" | "actor">,
  dispatchId: string,
): Promise<{ readonly dispatch: DispatchRow; readonly letter: LetterRow } | undefined> {
  const { tx, actor } = scope;
  const known = await tx.execute<{ letter_id: string }>(sql`select letter_id from letter_dispatches
    where id = ${dispatchId}::uuid and programme_id = ${actor.programmeId}`);
  const letter = known.rows[0] && (await findLetter(scope, known.rows[0].letter_id, { lock: true }));
  if (!letter) return undefined;
  const { rows } = await tx.execute<DispatchRow>(sql`select id, letter_id, channel, state, attempts, sent_at
    from letter_dispatches where id = ${dispatchId}::uuid`);
  return rows[0] && { dispatch: rows[0], letter };
}

/** Keeps where a message stands now. */
export async function saveDispatch(
  { tx, now }: Pick<Scope, "tx" | "now">,
  next: {
    readonly id: string;
    readonly state: DispatchState;
    readonly attempts: number;
    readonly problem: string | null;
  },
): Promise<void> {
  await tx.execute(sql`update letter_dispatches set state = ${next.state}, attempts = ${next.attempts}::int,
      problem = ${next.problem}, sent_at = case when ${next.state} = 'sent' then ${now}::timestamptz else sent_at end,
      ended_at = case when ${next.state} in ('delivered', 'refused', 'lost') then ${now}::timestamptz end
    where id = ${next.id}::uuid`);
}

/** Every message of a letter. */
export async function dispatchesOf(tx: Tx, letterId: string): Promise<DispatchRow[]> {
  const { rows } = await tx.execute<DispatchRow>(sql`select id, letter_id, channel, state, attempts, sent_at
    from letter_dispatches where letter_id = ${letterId}::uuid order by channel`);
  return rows;
}

/** Opens the work item of a letter that has reached nobody, and takes it back when a late receipt says otherwise. */
export async function mindReach(
  { tx, actor, now }: Pick<Scope, "tx" | "actor" | "now">,
  letter: Pick<LetterRow, "id" | "customer_id" | "account_id"> & { readonly number: string },
): Promise<void> {
  const dispatches = await dispatchesOf(tx, letter.id);
  if (reachedNobody(dispatches)) {
    const item = {
      kind: FAILED_ITEM,
      number: letter.number,
      subjectType: "letter",
      subjectId: letter.id,
      customerId: letter.customer_id,
      accountId: letter.account_id,
    };
    await openItems(tx, actor, [item], now);
  } else if (dispatches.some(({ channel, state }) => channel !== "page" && state === "delivered")) {
    await closeItems(tx, actor, { kind: FAILED_ITEM, subjectIds: [letter.id], as: "cancelled" }, now);
  }
}
