import { sql } from "drizzle-orm";
import { z } from "zod";
import { planLetter } from "@/domain/letters/plan";
import { isMarketing, type LetterLanguage } from "@/domain/letters/templates";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { oneTimeCode } from "@/server/kernel/crypto/one-time-code";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { dispatchWaiting } from "../events";
import { mayGo } from "../gates";
import { ownWordsOf } from "../own-words";
import { lineOf } from "../preview";
import { renderLetter, wordingOf } from "../render";
import { findLetter, type LetterRow, mindReach, textPlace } from "../store";

/**
 * Makes the text of a letter in the customer's language, seals it, and lines its messages up: what is in the message
 * centre stands there at once. Refuses one whose text was made before.
 */
export const prepareLetter = command({
  name: "letters.letter.prepare",
  permission: "letters.deliver",
  input: z.object({ letterId: z.uuid() }),
  subject: ({ letterId }) => ({ type: "letter", id: letterId }),
  async handle(scope, { letterId }) {
    const { tx, actor, now, rules, vault } = scope;
    const letter = (await findLetter(scope, letterId, { lock: true })) ?? notFound();
    if (letter.prepared_at !== null) return refuse("letters.letter.prepared");
    const { contact, language, tail } = await receiverOf(scope, letter);
    const plan = planLetter({ template: letter.template, language, contact, now }, rules);
    const own = await ownWordsOf(scope, letter, plan.value.language);
    const { challenge } = letter.params;
    const said = { ...plan.value, params: letter.params, tail, line: lineOf(letter.params), own };
    // What is kept for all to see says nothing of a code, and no hash lets anybody try all of them.
    const shown = sha256Hex(canonicalJson(renderLetter(said)));
    const code = challenge === undefined ? {} : { code: oneTimeCode(scope.keyRing, challenge) };
    const text = canonicalJson(renderLetter({ ...said, ...code }));
    const subject = { type: "customer", id: letter.customer_id, retentionClass: "casework" } as const;
    const sealed = await vault.seal(subject, textPlace(letterId), text);
    const number = await takeNumber(tx, "letter");
    const wording = wordingOf(letter.template, plan.value.language);
    await tx.execute(sql`update customer_letters set number = ${number}, prepared_at = ${now}::timestamptz,
        language = ${plan.value.language}, wording = ${wording}, text_sealed = ${sealed}, text_hash = ${shown}
      where id = ${letterId}::uuid`);
    const dispatches = [];
    for (const dispatch of plan.value.dispatches) {
      if (await mayGo(scope, { template: letter.template, customerId: letter.customer_id }, dispatch.channel))
        dispatches.push({ id: scope.newId<"dispatch">(), ...dispatch });
    }
    await tx.execute(sql`insert into letter_dispatches (id, programme_id, legal_entity_id, letter_id, channel, state, due_at, ended_at)
      select d.id, ${actor.programmeId}, ${actor.legalEntityId}, ${letterId}::uuid, d.channel, d.state, d.at,
        case when d.state = 'delivered' then d.at end
      from jsonb_to_recordset(${JSON.stringify(dispatches)}::jsonb) as d (id uuid, channel text, state text, at timestamptz)`);
    // An offer that may not be sent is nobody's work.
    if (!isMarketing(letter.template)) await mindReach(scope, { ...letter, number });
    return committed({
      result: { number, dispatches: dispatches.map(({ id, channel }) => ({ id, channel })) },
      audit: [
        {
          kind: "letters.letter.prepare",
          subject: { type: "letter", id: letterId },
          basis: plan.basis,
          data: {
            number,
            template: letter.template,
            language: plan.value.language,
            wording,
            text: shown,
            channels: dispatches.map(({ channel }) => channel),
          },
        },
      ],
      events: dispatches
        .filter(({ state }) => state === "queued")
        .map(({ id, at }) => dispatchWaiting({ dispatchId: id }, { runAt: at })),
    });
  },
});

/** By what the customer can be reached, in which language, and the end of the account's number. */
async function receiverOf({ tx, vault }: Pick<Scope, "tx" | "vault">, letter: LetterRow) {
  const { rows } = await tx.execute<{
    phone: boolean;
    app: boolean;
    language: LetterLanguage | null;
    core_number_sealed: Buffer | null;
  }>(sql`select c.phone_sealed is not null as phone, c.external_ref_sealed is not null as app, l.language, a.core_number_sealed
    from customers c left join customer_languages l on l.customer_id = c.id
      left join accounts a on a.id = ${letter.account_id}::uuid and a.customer_id = c.id
    where c.id = ${letter.customer_id}::uuid`);
  const found = rows[0] ?? notFound();
  const place = { table: "accounts", column: "core_number_sealed", rowId: letter.account_id ?? "" };
  const number = await vault.open(place, found.core_number_sealed);
  const digits = (number ?? "").replace(/\D/g, "");
  return {
    contact: { phone: found.phone, app: found.app },
    language: found.language,
    tail: digits.length >= 8 ? digits.slice(-4) : null,
  };
}
