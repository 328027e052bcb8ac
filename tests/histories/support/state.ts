import { expect } from "vitest";
import { MEASURE_STATES } from "@/domain/controls/model";
import { accountControls } from "@/server/controls/queries";
import { LIVE } from "./model";
import type { Play } from "./play";

type Row = Record<string, string | number | boolean | null>;

/**
 * Compares the house with the model: measures, proposals, orders, clocks, the worklist, what the account may not do, the
 * core's ledger, and the log entry by entry. `atRest`: nothing may wait any more.
 */
export async function checkState(it: Play, options: { atRest?: boolean } = {}): Promise<void> {
  const { bench, made, model } = it;
  const rows = (text: string, values: unknown[]) => bench.house.rows<Row>(text, values);
  const { accountId, coreNumber } = made.account;
  const orderIds = await bench.orders(made);
  const [measures, approvals, orders, clocks, items, entries] = await Promise.all([
    rows("select id, state, version from measures where account_id = $1 order by id", [accountId]),
    rows(
      `select id, status, version, checker_id, maker_id = checker_id as own, maker_id from approvals where id = any($1) order by id`,
      [made.approvals.map(({ id }) => id)],
    ),
    rows("select id, state, attempts, sequence from core_instructions where account_id = $1 order by sequence", [
      accountId,
    ]),
    rows(
      `select k.id, k.state, k.version, k.due_on::text, w.due_on::text as shown, w.state as item,
         (select count(*)::int from clock_events e where e.clock_id = k.id) as events
       from clocks k join work_items w on w.subject_id = k.subject_id where k.id = any($1) order by k.id`,
      [made.clocks.map(({ id }) => id)],
    ),
    rows("select kind, subject_id from work_items where account_id = $1 and state = 'open'", [accountId]),
    rows("select kind, outcome, actor_id, subject_id from audit_entries where subject_id::text = any($1)", [
      [
        accountId,
        ...made.measures,
        ...made.approvals.map(({ id }) => id),
        ...orderIds,
        ...made.clocks.map(({ id }) => id),
      ],
    ]),
  ]);

  const byId = <T extends { id: string }>(list: readonly T[]) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  const person = (who: number | null) => (who === null ? null : bench.person(who).personId);
  expect(measures, "measures").toEqual(
    byId(model.measures.map(({ state, version }, n) => ({ id: made.measures[n] ?? "", state, version }))),
  );
  expect(approvals, "proposals").toEqual(
    byId(
      model.proposals.map(({ status, checker, maker }, n) => ({
        id: made.approvals[n]?.id ?? "",
        status,
        version: status === "pending" ? 1 : 2,
        checker_id: person(checker),
        own: checker === null ? null : false,
        maker_id: person(maker),
      })),
    ),
  );
  expect(orders, "orders").toEqual(
    model.orders.map(({ state, attempts }, n) => ({ id: orderIds[n], state, attempts, sequence: n + 1 })),
  );
  expect(clocks, "clocks").toEqual(
    byId(
      it.clocks.map(({ state, version, dueOn, events }, n) => ({
        id: made.clocks[n]?.id ?? "",
        state,
        version,
        due_on: dueOn,
        shown: dueOn,
        item: state === "cancelled" ? "cancelled" : "open",
        events,
      })),
    ),
  );

  const waiting = [
    ...model.proposals.flatMap(({ status }, n) => (status === "pending" ? [`approval a${n}`] : [])),
    ...model.measures.flatMap(({ failureWaits }, n) => (failureWaits ? [`core-failure m${n}`] : [])),
    ...model.measures.flatMap(({ reviewWaits }, n) => (reviewWaits ? [`measure-review m${n}`] : [])),
  ];
  const names = namesOf(it, orderIds);
  const called = (id: unknown) => names.get(String(id)) ?? String(id);
  expect(items.map(({ kind, subject_id }) => `${kind} ${called(subject_id)}`).sort(), "worklist").toEqual(
    waiting.sort(),
  );
  const kept = entries.map((row) => `${row.kind} ${row.outcome} ${called(row.actor_id)} ${called(row.subject_id)}`);
  expect(kept.sort(), "the log").toEqual([...model.entries].sort());

  await checkUnion(it);
  checkLedger(it, coreNumber, options.atRest === true);
  if (options.atRest) {
    expect(await bench.jobs(), "jobs left").toEqual([]);
    expect(
      model.orders.filter(({ state }) => state === "queued" || state === "sent"),
      "orders left",
    ).toEqual([]);
    await bench.forgetNews();
  }
}

function namesOf({ bench, made }: Play, orderIds: readonly string[]): ReadonlyMap<string, string> {
  const named = (ids: readonly string[], letter: string) => ids.map((id, n) => [id, `${letter}${n}`] as const);
  return new Map([
    [made.account.accountId, "account"],
    ...named(made.measures, "m"),
    ...named(
      made.approvals.map(({ id }) => id),
      "a",
    ),
    ...named(orderIds, "o"),
    ...named(
      made.clocks.map(({ id }) => id),
      "k",
    ),
    ...bench.people.map(({ personId }, n) => [`person:${personId}`, `p${n}`] as const),
  ]);
}

/** What the account may not do is the union of its live measures, added up here once more. */
async function checkUnion({ bench, made, model }: Play): Promise<void> {
  const live = model.measures.filter(({ state }) => LIVE.includes(state));
  const shown = await bench.house.ask(
    accountControls,
    { accountId: made.account.accountId },
    { as: bench.house.as("aml-analyst") },
  );
  const held = live.reduce((sum, { scope, amount }) => sum + (scope === "amount" ? (amount ?? 0) : 0), 0);
  expect(shown.effective, "union").toEqual({
    debit: live.some(({ scope }) => scope === "debit" || scope === "all"),
    credit: live.some(({ scope }) => scope === "credit" || scope === "all"),
    amountMinor: BigInt(held),
    functions: live.some(({ scope }) => scope === "function") ? ["transfer"] : [],
    cards: [],
  });
  expect(shown.measures.every(({ state }) => MEASURE_STATES.includes(state))).toBe(true);
}

/** Every order took effect at the core at most once, in the order of the account; at rest core and house agree. */
function checkLedger({ bench, made, model }: Play, coreNumber: string, atRest: boolean): void {
  const id = (measure: number) => made.measures[measure] ?? "";
  const wanted = model.orders.flatMap(({ atCore, verb, measure }) =>
    atCore === "applied" ? [`${verb} ${id(measure)}`] : [],
  );
  const mine = new Set(made.measures);
  expect(
    bench.ledger.effects.filter((effect) => mine.has(effect.split(" ")[1] ?? "")),
    "effects at the core",
  ).toEqual(wanted);
  expect(bench.ledger.outOfOrder, "orders out of order").toEqual([]);
  if (!atRest) return;
  const inForce = model.measures.flatMap(({ state }, n) => (state === "in-force" ? [id(n)] : []));
  expect(
    bench.ledger
      .inEffect(coreNumber)
      .map(({ measureId }) => measureId)
      .sort(),
    "in effect at the core",
  ).toEqual(inForce.sort());
}
