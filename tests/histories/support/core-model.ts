import { LIVE, liftAwaited, type Model, move, no, note, UNANSWERED_MINUTES } from "./model";
import type { CoreMood } from "./steps";

/** The worker's job for one order: everything of the account not yet handed over, up to it, in order. */
export function work(model: Model, upTo: number, mood: CoreMood): "done" | "unreachable" {
  let first = true;
  for (const [index, order] of model.orders.entries()) {
    if (index > upTo || order.state !== "queued") continue;
    const treated = handOver(order, first ? mood : "takes");
    first = false;
    order.attempts += 1;
    note(model, "controls.instruction.send", "committed", "system:worker", `m${order.measure}`);
    if (treated === "unavailable") return "unreachable";
    if (treated === "refused") answer(model, index, "rejected", "system:worker");
    else order.state = "sent";
    if (treated === "accepted") order.since = model.now;
  }
  return "done";
}

/** What the core does with an order. One it has already it takes again without a second effect. */
export function handOver(order: { atCore: "applied" | "rejected" | null }, mood: CoreMood) {
  if (mood === "unreachable") return "unavailable" as const;
  if (order.atCore === null) {
    if (mood === "turns-away") return "refused" as const;
    order.atCore = mood === "says-no" ? "rejected" : "applied";
  }
  return mood === "drops-answer" ? ("unavailable" as const) : ("accepted" as const);
}

/** The core's word is taken in: the order is answered, its measure moves on, a "no" waits for somebody. */
function answer(model: Model, which: number, outcome: "applied" | "rejected", actor: string): void {
  const order = model.orders[which];
  const measure = order && model.measures[order.measure];
  if (!order || !measure) throw new Error("no order");
  order.state = outcome;
  if (order.verb === "restrict") move(measure, outcome === "applied" ? "in-force" : "failed");
  else move(measure, outcome === "applied" ? "released" : "in-force");
  if (!LIVE.includes(measure.state)) measure.reviewWaits = false;
  if (outcome === "rejected") measure.failureWaits = true;
  const word = outcome === "applied" ? "controls.instruction.confirm" : "controls.instruction.fail";
  note(model, word, "committed", actor, `m${order.measure}`);
  liftAwaited(model, order.measure, actor);
}

/** The core's callback about an order comes, for the first time or again. */
export function callback(model: Model, which: number): void {
  const order = model.orders[which];
  if (order?.atCore && (order.state === "queued" || order.state === "sent"))
    answer(model, which, order.atCore, "system:core");
}

/** A callback nobody ought to believe: of an order answered before, or about another measure or account. Leaves a refused entry. */
export function lie(model: Model, which: number): void {
  no(model, "controls.instruction.confirm", "controls.instruction.mismatch", "system:core", `o${which}`);
}

/** What waits too long is looked after: handed over if it was not, asked about if it was. */
export function sweep(model: Model): void {
  for (const [index, order] of model.orders.entries()) {
    if (order.since + UNANSWERED_MINUTES >= model.now) continue;
    if (order.state === "queued") work(model, index, "takes");
    else if (order.state === "sent") callback(model, index);
  }
}

/** Somebody puts a failure away. */
export function acknowledge(model: Model, who: number, which: number): string {
  const measure = model.measures[which];
  if (!measure?.failureWaits)
    return no(model, "controls.failure.acknowledge", "controls.failure.none", `p${who}`, `m${which}`);
  measure.failureWaits = false;
  note(model, "controls.failure.acknowledge", "committed", `p${who}`, `m${which}`);
  return "ok";
}
