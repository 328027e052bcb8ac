import type { AtOnceStep, EndReason } from "./at-once-steps";
import {
  type Extent,
  type Given,
  LIVE,
  type Measure,
  type Model,
  move,
  newMeasure,
  no,
  note,
  order,
  stopped,
} from "./model";

const WORKER = "system:worker";
const HOUR = 60;

/** What each road gives: who gave it, for how long (minutes), and whether a lead looks afterwards. */
export const ROADS: Readonly<
  Record<Exclude<Given, "planned">, { source: string; minutes: number | null; review: boolean }>
> = {
  urgent: { source: "own-judgement", minutes: null, review: true },
  "order-stop": { source: "authority", minutes: 48 * HOUR, review: true },
  "order-freeze": { source: "authority", minutes: null, review: true },
  "order-term": { source: "authority", minutes: 3 * HOUR, review: true },
  loss: { source: "customer", minutes: null, review: true },
  unverified: { source: "customer", minutes: 2 * HOUR, review: true },
  system: { source: "system", minutes: null, review: false },
};

export const sourceOf = (given: Given): string => (given === "planned" ? "own-judgement" : ROADS[given].source);

const reaches = (one: Extent, other: Extent) => one.scope === other.scope && one.amount === other.amount;
const stands = ({ state, liftFor }: Measure) => liftFor === null && (state === "instructed" || state === "in-force");

function give(model: Model, given: Exclude<Given, "planned">, extent: Extent, by: number | null): number {
  const { minutes, review } = ROADS[given];
  const expires = minutes === null ? null : model.now + minutes;
  const made = newMeasure(model, extent, { state: "instructed", given, by, expires, reviewWaits: review });
  const measure = model.measures.push(made) - 1;
  order(model, measure, "restrict");
  note(model, "controls.measure.impose", "committed", by === null ? WORKER : `p${by}`, `m${measure}`);
  return measure;
}

/** A desk gives a measure, or the system does; the same again changes nothing. */
export function impose(model: Model, given: Exclude<Given, "planned" | "urgent">, extent: Extent): string {
  if (given === "system") return state(model, extent);
  const same = model.measures.some((one) => one.given === given && stands(one) && reaches(one, extent));
  if (same) return "already";
  give(model, given, extent, null);
  return "imposed";
}

/** The system states its one ground: one measure, kept where it was about to end for want of it. */
function state(model: Model, extent: Extent): string {
  const live = ["instructed", "in-force", "release-proposed"];
  const which = model.measures.findIndex((one) => one.given === "system" && live.includes(one.state));
  const same = model.measures[which];
  if (!same) {
    give(model, "system", extent, null);
    return "imposed";
  }
  if (same.liftFor === null) return "already";
  same.liftFor = null;
  move(same, same.state);
  note(model, "controls.measure.impose", "committed", WORKER, `m${which}`);
  return "kept";
}

/** A colleague restricts at once. */
export function urgent(model: Model, who: number, extent: Extent): string {
  const kind = "controls.restriction.impose-at-once";
  const stop = stopped(model, who, "urgent", kind, "account");
  if (stop) return stop;
  const same = model.measures.some((one) => one.given === "urgent" && stands(one) && reaches(one, extent));
  if (same) return no(model, kind, "controls.measure.already", `p${who}`, "account");
  const measure = give(model, "urgent", extent, who);
  note(model, kind, "committed", `p${who}`, `m${measure}`);
  return "ok";
}

/** An end that was decided: at once where the measure is in force, else as soon as the core has spoken. */
function carryOut(model: Model, which: number, reason: string, actor: string): string {
  const measure = model.measures[which];
  if (!measure) throw new Error("no measure");
  const waits = measure.state === "instructed" || (measure.state === "release-proposed" && reason === "ground-gone");
  if (!waits && measure.state !== "in-force" && measure.state !== "release-proposed") return "ended";
  measure.reviewWaits = false;
  if (waits) {
    measure.liftFor = reason === "ground-gone" ? reason : (measure.liftFor ?? reason);
    move(measure, measure.state);
  } else {
    measure.liftFor = null;
    move(measure, "release-instructed");
    order(model, which, "lift");
  }
  note(model, "controls.measure.lift", "committed", actor, `m${which}`);
  return waits ? "awaited" : "lifting";
}

const ENDS: Readonly<Record<string, readonly EndReason[]>> = {
  authority: ["order-release"],
  customer: ["holder-restored", "call-back-failed"],
  "own-judgement": ["objection-upheld"],
  system: ["objection-upheld"],
};
const NOT_ITS: Readonly<Record<string, string>> = {
  authority: "controls.release.not-by-authority",
  customer: "controls.release.not-by-holder",
  "own-judgement": "controls.release.not-at-once",
  system: "controls.release.not-at-once",
};

/** A desk ends what is its own. */
export function endAtOnce(model: Model, which: number, reason: EndReason): string {
  const measure = model.measures[which];
  if (!measure) throw new Error("no measure");
  const source = sourceOf(measure.given);
  if (!ENDS[source]?.includes(reason)) return NOT_ITS[source] ?? "";
  if (reason === "call-back-failed" && measure.given !== "unverified") return "controls.release.not-its-reason";
  return carryOut(model, which, reason, WORKER);
}

/** The system's ground is gone. */
export function groundGone(model: Model, which: number): string {
  const measure = model.measures[which];
  if (measure?.given !== "system") return "controls.release.not-by-system";
  return carryOut(model, which, "ground-gone", WORKER);
}

/** How long an authority's measure whose law counts hours may last in all, renewals included (minutes). */
const IN_ALL: Readonly<Partial<Record<Given, number>>> = { "order-stop": 3 * 48 * HOUR, "order-term": 48 * HOUR };

/** An authority renews to so many minutes after the present end. */
export function renew(model: Model, which: number, minutes: number): string {
  const measure = model.measures[which];
  if (!measure) throw new Error("no measure");
  if (sourceOf(measure.given) !== "authority") return "controls.measure.extend-not-yours";
  const over = !LIVE.includes(measure.state) || measure.state === "release-instructed" || measure.liftFor !== null;
  if (over) return "controls.measure.not-live";
  if (measure.expires === null) return "controls.measure.term-missing";
  if (measure.expires <= model.now) return "controls.measure.term-past";
  if (minutes <= 0) return "controls.measure.never-shorter";
  const most = IN_ALL[measure.given];
  if (most !== undefined && measure.expires + minutes > measure.starts + most) return "controls.measure.term-too-long";
  measure.expires += minutes;
  move(measure, measure.state);
  note(model, "controls.measure.extend", "committed", WORKER, `m${which}`);
  return "done";
}

/** A lead looks at what was given at once: keeps it, or ends what own judgement gave. */
export function lookAfter(model: Model, step: Extract<AtOnceStep, { do: "look-after" }>, which: number): string {
  const { who, ends } = step;
  const kind = ends ? "controls.measure.end" : "controls.measure.review";
  const about = `m${which}`;
  const stop = stopped(model, who, "decide", kind, about);
  if (stop) return stop;
  const measure = model.measures[which];
  if (!measure) throw new Error("no measure");
  const refuse = (code: string) => no(model, kind, code, `p${who}`, about);
  if (!measure.reviewWaits || !LIVE.includes(measure.state)) return refuse("controls.review.none");
  if (measure.by === who) return refuse("controls.review.same-person");
  if (ends && measure.given !== "urgent") return refuse("controls.review.not-endable");
  if (ends) carryOut(model, which, "wrongly-given", `p${who}`);
  else move(measure, measure.state);
  measure.reviewWaits = false;
  note(model, kind, "committed", `p${who}`, about);
  return "ok";
}

/** Every term that is over ends, the earliest first, once an hour until the core takes it. Gives how many. */
export function lapse(model: Model): number {
  let ended = 0;
  const byTerm = [...model.measures.entries()].sort(([, one], [, other]) => (one.expires ?? 0) - (other.expires ?? 0));
  for (const [which, measure] of byTerm) {
    const { expires, state: at, liftFor } = measure;
    const due = expires !== null && expires <= model.now && liftFor === null;
    if (!due || !["instructed", "in-force", "release-proposed"].includes(at)) continue;
    const hour = `${expires}/${Math.floor((model.now - expires) / HOUR)}`;
    if (measure.lapsed === hour) continue;
    measure.lapsed = hour;
    carryOut(model, which, "term-ended", WORKER);
    note(model, "controls.measure.expire", "committed", WORKER, `m${which}`);
    ended += 1;
  }
  return ended;
}
