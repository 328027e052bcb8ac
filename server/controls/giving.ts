import { type SQL, sql } from "drizzle-orm";
import { imposeMeasure } from "@/domain/controls/at-once";
import type { InstructionId, MeasureSubject } from "@/domain/controls/model";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { decided, type Result } from "@/domain/shared/result";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { notFound } from "@/server/kernel/errors";
import { takeNumbers } from "@/server/kernel/numbers";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { itemsInsert } from "@/server/worklist/public";
import { reviewItem } from "./after-review";
import { type AskedAtOnce, statedBy } from "./asked";
import type { SystemEffect } from "./effect";
import { measureEntry } from "./entry";
import { instructionQueued } from "./events";
import { measureBody, sessionsBody } from "./instruct";
import { instructionInsert, type NewInstruction, sequencesTaken } from "./instructions";
import { holdAccounts, holdMeasures, measureInserts, type NewMeasure, type StoredMeasure } from "./store";

/** An effect and the statements that write it, for the command to carry out with its end. */
export type PlannedEffect = SystemEffect & { readonly writes: readonly SQL[] };

/** A measure that is to be given, or stood before; `number` is known once it is. */
export type GivenMeasure = {
  readonly measureId: string;
  readonly outcome: "imposed" | "already";
  readonly number: string | null;
};
export type GivenSessions = {
  readonly id: InstructionId;
  readonly sequence: number;
  readonly outcome: "ordered" | "already";
};

type HeldAccount = Awaited<ReturnType<typeof holdAccounts>>[number] & {
  stored: readonly StoredMeasure[];
  given: NewMeasure["measure"][];
  ordered: number;
};
type Pending = Omit<NewMeasure, "number"> & {
  readonly entry: Omit<Parameters<typeof measureEntry>[1], "number">;
  readonly review: boolean;
};

/**
 * What is given at once on several accounts, decided one after the other and written together: nothing is written before
 * `close` is carried out, and until then nobody else in the command may give or end anything on these accounts.
 */
export type Giving = {
  /** Gives a measure as `imposeAtOnce` says. Orders to the core follow in the order of these calls. */
  impose(asked: AskedAtOnce): Result<GivenMeasure>;
  /** Ends the holder's sessions on an account, for the subject the giving was opened with; once. */
  endSessions(of: { readonly accountId: string; readonly customerId: string }): GivenSessions;
  /** Numbers what was given. Gives the effect to commit, and the numbers by the measures' ids. */
  close(): Promise<PlannedEffect & { readonly numbers: ReadonlyMap<string, string> }>;
};

/** Holds accounts, with everything their next measures rest on. `sessionsFor`: whose paper ends sessions, if any do. */
export async function openGiving(
  scope: Scope,
  accountIds: readonly string[],
  sessionsFor: MeasureSubject | null = null,
): Promise<Giving> {
  const { tx, actor, now, rules } = scope;
  const held = await hold(scope, accountIds);
  const { cards, sessions } = await around(scope, [...held.values()], sessionsFor);
  const accountOf = (of: { readonly accountId: string; readonly customerId: string }) => {
    const account = held.get(of.accountId) ?? notFound();
    return account.customerId === of.customerId ? account : notFound();
  };
  const pending: Pending[] = [];
  const orders: SQL[] = [];
  const events: OutboxEvent[] = [];
  const order = (account: HeldAccount, what: Omit<NewInstruction, "id">) => {
    const id = scope.newId<"instruction">() as InstructionId;
    account.ordered += 1;
    const sequence = account.coreSequence + account.ordered;
    orders.push(instructionInsert(actor, { ...what, id }, sequence));
    events.push(instructionQueued({ instructionId: id }));
    return { id, sequence };
  };
  return {
    impose(asked) {
      const account = accountOf(asked);
      const decision = imposeMeasure({
        id: asked.note?.measureId ?? scope.newId<"measure">(),
        account,
        measures: [...account.stored.map(({ measure }) => measure), ...account.given],
        cards: cards.filter(({ of }) => of === account.customerId).map(({ id }) => id),
        asked: statedBy(asked),
        by: actor.personId,
        now,
        rules,
        policy: CONTROLS_POLICY,
      });
      if (!decision.ok) return decision;
      const { outcome, measure } = decision.value;
      if (outcome === "already") {
        const number = account.stored.find((one) => one.measure.id === measure.id)?.number ?? null;
        return decided({ measureId: measure.id, outcome, number }, decision.basis);
      }
      account.given.push(measure);
      const verb = measure.kind === "deduction" ? "deduct" : "restrict";
      const about = { measureId: measure.id, accountId: account.id };
      const { id, sequence } = order(account, { about, verb, body: measureBody(measure, verb, account.currency, now) });
      const shownRule = rules.ref("law-aml-30", shanghaiDate(now));
      const more = {
        scope: measure.scope,
        ...(measure.secret ? {} : { kind: measure.kind, source: measure.source, expiresAt: measure.expiresAt }),
        reviewOn: measure.reviewOn,
        instruction: id,
        sequence,
      };
      const basis = measure.secret ? [shownRule] : decision.basis;
      const review = asked.afterReview !== false && !measure.secret;
      const noteSealed = asked.note?.sealed ?? null;
      pending.push({ measure, noteSealed, shownRule, review, entry: { measure, basis, more } });
      return decided({ measureId: measure.id, outcome, number: null }, decision.basis);
    },
    endSessions(of) {
      const account = accountOf(of);
      const known = sessions.get(account.id);
      if (known) return { ...known, outcome: "already" };
      const about = { measureId: null, accountId: account.id, subject: sessionsFor ?? notFound() };
      const made = order(account, { about, verb: "end-sessions", body: sessionsBody(account.currency, now) });
      sessions.set(account.id, made);
      return { ...made, outcome: "ordered" };
    },
    async close() {
      const drawn = pending.length === 0 ? [] : await takeNumbers(tx, "measure", pending.length);
      const all = pending.map((one, at) => ({ ...one, number: drawn[at] ?? "" }));
      const counted = [...held.values()].filter(({ ordered }) => ordered > 0);
      return {
        writes: [
          ...all.flatMap((one) => measureInserts(actor, one)),
          ...counted.map(({ id, ordered }) => sequencesTaken(id, ordered)),
          ...orders,
          ...reviewsOf(scope, all, now),
        ],
        audit: all.map(
          ({ entry, number }): AuditEvent => measureEntry("controls.measure.impose", { ...entry, number }),
        ),
        events,
        numbers: new Map(all.map(({ measure, number }) => [measure.id, number])),
      };
    },
  };
}

function reviewsOf({ actor }: Scope, all: readonly (Pending & { readonly number: string })[], now: Instant): SQL[] {
  const items = all.filter(({ review }) => review).map(({ measure, number }) => reviewItem(now, measure, number));
  return items.length > 0 ? [itemsInsert(actor, items, now)] : [];
}

async function hold({ tx }: Scope, accountIds: readonly string[]): Promise<ReadonlyMap<string, HeldAccount>> {
  const accounts = await holdAccounts(tx, accountIds);
  const measures = await holdMeasures(tx, accountIds);
  return new Map(
    accounts.map((account): [string, HeldAccount] => {
      const stored = measures.filter(({ measure }) => measure.accountId === account.id);
      return [account.id, { ...account, stored, given: [], ordered: 0 }];
    }),
  );
}

type Around = { what: "card" | "sessions"; id: string; of: string; sequence: number | null };

/** The bound cards of the holders, held, so that none leaves while a decision rests on it; and the live orders to end sessions. */
async function around({ tx }: Scope, accounts: readonly HeldAccount[], subject: MeasureSubject | null) {
  const customers = [...new Set(accounts.map(({ customerId }) => customerId))];
  const { rows } = await tx.execute<Around>(sql`select 'card' as what, c.id, c.customer_id as of, null::int as sequence
    from (select b.id, a.customer_id from accounts a join bound_cards b on b.account_id = a.id
      where a.customer_id = any(${sql.param(customers)}::uuid[]) order by b.id for share of b) as c
    union all select 'sessions', i.id, i.account_id, i.sequence from core_instructions i
      where i.account_id = any(${sql.param(accounts.map(({ id }) => id))}::uuid[]) and i.subject_id = ${subject?.id ?? null}::uuid
        and i.verb = 'end-sessions' and i.measure_id is null and i.state <> 'rejected'`);
  const sessions = new Map(
    rows
      .filter(({ what }) => what === "sessions")
      .map(({ id, of, sequence }) => [of, { id: id as InstructionId, sequence: sequence ?? 0 }]),
  );
  return { cards: rows.filter(({ what }) => what === "card"), sessions };
}
