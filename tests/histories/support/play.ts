import { isDeepStrictEqual } from "node:util";
import { newId } from "@/server/kernel/new-id";
import type { Made, Seen } from "./acting";
import { lapse } from "./at-once-model";
import { playAtOnce } from "./at-once-play";
import type { Bench } from "./bench";
import { type ClockModel, changeClock } from "./clock-model";
import { callback, work } from "./core-model";
import { expire, machinery, wait } from "./machinery";
import { decide, type Look, type Model, may, neighbours, newModel, propose, release } from "./model";
import { checkState } from "./state";
import type { Decision, Step } from "./steps";

/** A history under way: the house's side, the model's, and what checkers have on their screens. */
export type Play = {
  readonly bench: Bench;
  readonly made: Made;
  model: Model;
  readonly clocks: ClockModel[];
  readonly seen: Map<string, Seen>;
  /** What every step came to, for the count of what a run has reached. */
  readonly words: string[];
};

/** The n-th newest of so many. */
export const pick = (length: number, which: number): number | undefined =>
  length === 0 ? undefined : length - 1 - (which % length);

/** Plays a history on the house and in memory side by side. Throws at the first difference. Gives what the steps came to. */
export async function play(bench: Bench, steps: readonly Step[]): Promise<readonly string[]> {
  const made = await bench.begin();
  const it: Play = { bench, made, model: newModel(), clocks: [], seen: new Map(), words: [] };
  for (const [index, step] of steps.entries()) {
    const told = await take(it, step);
    if (!told) continue;
    it.words.push(`${step.do} ${told.got}`);
    if (!isDeepStrictEqual(told.got, told.want))
      throw new Error(`step ${index} ${JSON.stringify(step)}: ${told.got} instead of ${told.want}`);
  }
  await checkState(it);
  await drain(it);
  await checkState(it, { atRest: true });
  return it.words;
}

export type Told = { readonly got: string; readonly want: string } | undefined;

async function take(it: Play, step: Step): Promise<Told> {
  const { bench, made, model } = it;
  switch (step.do) {
    case "propose": {
      const extent = { scope: step.scope, amount: step.scope === "amount" ? step.amount : null };
      const mayLook = may(model, step.who, "request") && extent.amount !== 0;
      const want = propose(model, step.who, extent);
      return { want, got: await bench.act.propose(made, bench.person(step.who), extent, mayLook) };
    }
    case "release": {
      const which = pick(model.measures.length, step.which);
      const measure = which === undefined ? undefined : model.measures[which];
      if (which === undefined || !measure) return undefined;
      const version = measure.version + (step.stale ? 1 : 0);
      const mayLook = may(model, step.who, "request") && measure.state === "in-force";
      const want = release(model, step.who, which, step.stale);
      const got = await bench.act.release(made, bench.person(step.who), which, version, measure, mayLook);
      return { want, got };
    }
    case "look": {
      const which = pick(model.proposals.length, step.which);
      if (which !== undefined) await look(it, step.who, which);
      return undefined;
    }
    case "approve":
    case "reject":
    case "withdraw":
      return one(it, step, step.fresh);
    case "race":
      return race(it, step.first, step.second);
    case "twice":
      return twice(it, step.decision);
    case "pause":
    case "resume":
    case "extend": {
      const which = pick(it.clocks.length, step.which);
      const clock = which === undefined ? undefined : it.clocks[which];
      if (which === undefined || !clock) return undefined;
      const version = clock.version + (step.stale ? 1 : 0);
      const want = changeClock(model, clock, which, step);
      return { want, got: await bench.act.changeClock(made, bench.person(step.who), which, { ...step, version }) };
    }
    case "impose":
    case "urgent":
    case "end":
    case "ground-gone":
    case "renew":
    case "look-after":
    case "lapse":
      return playAtOnce(it, step, (length) => pick(length, "which" in step ? step.which : 0));
    default:
      return machinery(it, step);
  }
}

/** What a checker sees now, kept for a later decision. Nothing where he may not look or there is nothing left to decide. */
async function look(it: Play, who: number, which: number): Promise<void> {
  const { bench, made, model } = it;
  const proposal = model.proposals[which];
  const measure = proposal && model.measures[proposal.measure];
  if (!proposal || !measure || proposal.status !== "pending" || !may(model, who, "decide")) return;
  it.seen.set(`${who}/${which}`, await bench.act.look(made, bench.person(who), which, measure));
  model.looks[`${who}/${which}`] = { at: model.now, neighbours: neighbours(model, proposal.measure) };
}

type Prepared = { readonly asked: Decision; readonly look: Look | null; readonly seen: Seen | null };

async function prepare(it: Play, decision: Decision, which: number, fresh: boolean): Promise<Prepared> {
  const { bench, model } = it;
  const { who } = decision;
  const asked = { ...decision, which };
  const person = model.people[who];
  if (fresh && person) {
    await bench.house.stepUp(bench.person(who));
    person.steppedUp = model.now;
  }
  if (asked.do !== "approve" || asked.look === "never") return { asked, look: null, seen: null };
  const key = `${who}/${which}`;
  if (asked.look === "now" || !it.seen.has(key)) await look(it, who, which);
  return { asked, look: model.looks[key] ?? null, seen: it.seen.get(key) ?? null };
}

async function one(it: Play, decision: Decision, fresh: boolean): Promise<Told> {
  const { bench, made, model } = it;
  const which = pick(model.proposals.length, decision.which);
  if (which === undefined) return undefined;
  const { asked, look: shown, seen } = await prepare(it, decision, which, fresh);
  const want = decide(model, asked, shown);
  return { want, got: await bench.act.decide(made, bench.person(asked.who), asked, seen) };
}

/** Two decide about one proposal at the same moment: it must be as if one had come first. */
async function race(it: Play, first: Decision, second: Decision): Promise<Told> {
  const { bench, made } = it;
  const which = pick(it.model.proposals.length, first.which);
  if (which === undefined) return undefined;
  const [a, b] = [await prepare(it, first, which, true), await prepare(it, second, which, true)];
  const [ab, ba] = [structuredClone(it.model), structuredClone(it.model)];
  const firstWins = [decide(ab, a.asked, a.look), decide(ab, b.asked, b.look)].join(" + ");
  const other = decide(ba, b.asked, b.look);
  const secondWins = [decide(ba, a.asked, a.look), other].join(" + ");
  const run = ({ asked, seen }: Prepared) => bench.act.decide(made, bench.person(asked.who), asked, seen);
  const got = (await Promise.all([run(a), run(b)])).join(" + ");
  it.model = got === firstWins ? ab : ba;
  return { want: got === firstWins ? firstWins : secondWins, got };
}

/** One decision sent twice under one key: it happens once, and both get its answer. */
async function twice(it: Play, decision: Decision): Promise<Told> {
  const { bench, made, model } = it;
  const which = pick(model.proposals.length, decision.which);
  if (which === undefined) return undefined;
  const { asked, look: shown, seen } = await prepare(it, decision, which, true);
  const want = decide(model, asked, shown);
  const done = ["approved", "rejected", "withdrawn", "void"].includes(want);
  const again = done ? want : decide(model, asked, shown);
  const key = newId();
  const send = () => bench.act.decide(made, bench.person(asked.who), asked, seen, key);
  return { want: `${want} ${again}`, got: (await Promise.all([send(), send()])).join(" ") };
}

/** The end of a history: every job is done, every answer comes, every proposal's time and every term runs out. */
async function drain(it: Play): Promise<void> {
  await settleAll(it);
  wait(it, 24 * 60);
  const told = await expire(it);
  if (told?.got !== told?.want) throw new Error(`at the end ${told?.got} expired instead of ${told?.want}`);
  const [got, want] = [await it.bench.lapse(), lapse(it.model)];
  if (got !== want) throw new Error(`at the end ${got} lapsed instead of ${want}`);
  await settleAll(it);
}

/** Jobs and answers until none is left: an answer may send out the lift that waited for it. */
async function settleAll(it: Play): Promise<void> {
  while (
    (await it.bench.jobs()).length > 0 ||
    it.model.orders.some(({ state }) => state === "queued" || state === "sent")
  )
    await settleOnce(it);
}

async function settleOnce(it: Play): Promise<void> {
  const { bench, made, model } = it;
  const ids = await bench.orders(made);
  for (const job of await bench.jobs()) {
    work(model, ids.indexOf(job.instructionId), "takes");
    await bench.work(job, "takes", false);
  }
  for (const [index, { atCore }] of model.orders.entries()) {
    if (!atCore) continue;
    callback(model, index);
    await bench.callback(ids[index] ?? "", 1);
  }
}
