import fc from "fast-check";
import { type AtOnceStep, atOnceStep, atOnceStretch } from "./at-once-steps";
import type { Extent } from "./model";

/** Who acts: two makers, two checkers, and somebody of another desk. Their roles change on the way. */
export const PEOPLE = 5;

/** How the core treats the first order handed to it. */
export type CoreMood = "takes" | "unreachable" | "drops-answer" | "turns-away" | "says-no";

export type Decision =
  | { readonly do: "approve"; readonly who: number; readonly which: number; readonly look: "now" | "earlier" | "never" }
  | { readonly do: "reject"; readonly who: number; readonly which: number }
  | { readonly do: "withdraw"; readonly who: number; readonly which: number };

/** What a signed callback may say that is not true. */
const LIES = ["another-measure", "another-account", "another-event"] as const;
type Lie = (typeof LIES)[number];

/**
 * One step of a history. Numbers name the n-th newest of what there is by then, counted round; a step about
 * nothing is skipped.
 */
export type Step =
  | {
      readonly do: "propose";
      readonly who: number;
      readonly scope: Extent["scope"];
      readonly amount: number;
    }
  | AtOnceStep
  | { readonly do: "release"; readonly who: number; readonly which: number; readonly stale: boolean }
  | { readonly do: "look"; readonly who: number; readonly which: number }
  | (Decision & { readonly fresh: boolean })
  | { readonly do: "race"; readonly first: Decision; readonly second: Decision }
  | { readonly do: "twice"; readonly decision: Decision }
  | { readonly do: "work"; readonly which: number; readonly mood: CoreMood; readonly dies: boolean }
  | { readonly do: "callback"; readonly which: number; readonly times: 1 | 2 }
  | { readonly do: "lie"; readonly which: number; readonly about: Lie }
  | { readonly do: "acknowledge"; readonly who: number; readonly which: number }
  | { readonly do: "wait"; readonly minutes: number }
  | { readonly do: "expire" }
  | { readonly do: "sweep" }
  | { readonly do: "customer-changes" }
  | { readonly do: "session"; readonly who: number; readonly ends: boolean }
  | { readonly do: "role"; readonly who: number; readonly role: "compliance-officer" | "compliance-lead" }
  | { readonly do: "start-clock"; readonly rule: number }
  | {
      readonly do: "pause" | "resume" | "extend";
      readonly who: number;
      readonly which: number;
      readonly stale: boolean;
      readonly amount: number;
    }
  | { readonly do: "cancel-clock"; readonly which: number };

const who = fc.nat({ max: PEOPLE - 1 });
const maker = fc.oneof({ weight: 5, arbitrary: fc.nat({ max: 1 }) }, { weight: 1, arbitrary: who });
const checker = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 2, max: 3 }) }, { weight: 1, arbitrary: who });
const which = fc.nat({ max: 3 });
const seldom = fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const mostly = fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const is = <const T extends string>(name: T) => fc.constant(name);

const approve = fc.record({
  do: is("approve"),
  who: checker,
  which,
  look: fc.oneof(
    { weight: 6, arbitrary: is("now") },
    { weight: 4, arbitrary: is("earlier") },
    { weight: 1, arbitrary: is("never") },
  ),
});
const reject = fc.record({ do: is("reject"), who: checker, which });
const withdraw = fc.record({ do: is("withdraw"), who: maker, which });
const decision: fc.Arbitrary<Decision> = fc.oneof(
  { weight: 4, arbitrary: approve },
  { weight: 1, arbitrary: reject },
  { weight: 1, arbitrary: withdraw },
);
const withFactor = (one: fc.Arbitrary<Decision>) =>
  fc.tuple(one, mostly).map(([asked, fresh]): Step => ({ ...asked, fresh }));

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: is("propose"),
      who: maker,
      scope: fc.constantFrom("all", "debit", "credit", "amount", "function"),
      amount: fc.constantFrom(300, 12_345, 0),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: is("release"), who: maker, which, stale: seldom }) },
  { weight: 3, arbitrary: fc.record({ do: is("look"), who: checker, which }) },
  { weight: 9, arbitrary: withFactor(approve) },
  { weight: 2, arbitrary: withFactor(reject) },
  { weight: 2, arbitrary: withFactor(withdraw) },
  { weight: 3, arbitrary: fc.record({ do: is("race"), first: decision, second: decision }) },
  { weight: 1, arbitrary: fc.record({ do: is("twice"), decision }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: is("work"),
      which,
      mood: fc.oneof(
        { weight: 5, arbitrary: is("takes") },
        { weight: 4, arbitrary: fc.constantFrom("unreachable", "drops-answer", "turns-away", "says-no") },
      ),
      dies: seldom,
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: is("callback"), which, times: fc.constantFrom(1, 1, 1, 2) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: is("lie"), which, about: fc.constantFrom(...LIES) }),
  },
  { weight: 2, arbitrary: fc.record({ do: is("acknowledge"), who: maker, which }) },
  { weight: 3, arbitrary: fc.record({ do: is("wait"), minutes: fc.constantFrom(1, 4, 6, 200, 1_440) }) },
  { weight: 1, arbitrary: fc.record({ do: is("expire") }) },
  { weight: 1, arbitrary: fc.record({ do: is("sweep") }) },
  { weight: 1, arbitrary: fc.record({ do: is("customer-changes") }) },
  { weight: 2, arbitrary: fc.record({ do: is("session"), who, ends: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: is("role"),
      who: fc.nat({ max: 3 }),
      role: fc.constantFrom("compliance-officer", "compliance-lead"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: is("start-clock"), rule: fc.nat({ max: 2 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("pause", "resume", "extend"),
      who,
      which,
      stale: seldom,
      amount: fc.constantFrom(1, 45, 46),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: is("cancel-clock"), which }) },
  { weight: 14, arbitrary: atOnceStep },
);

const two = fc.integer({ min: 2, max: 3 });
const scope = fc.constantFrom("all", "debit", "credit", "amount" as const);
const started = (by: number, over: Extract<Step, { do: "propose" }>["scope"]): Step => ({
  do: "propose",
  who: by,
  scope: over,
  amount: 300,
});
const agreed = (by: number, at = 0, look: "now" | "earlier" = "now"): Step => ({
  do: "approve",
  who: by,
  which: at,
  look,
  fresh: true,
});
const worked = (mood: CoreMood): Step => ({ do: "work", which: 0, mood, dies: false });
const answered: Step = { do: "callback", which: 0, times: 1 };

type Stretch = readonly Step[];

/** Stretches of the road that single steps would seldom find by themselves. */
const stretch: fc.Arbitrary<Stretch> = fc.oneof(
  { weight: 3, arbitrary: atOnceStretch },
  fc
    .tuple(fc.nat({ max: 1 }), two, scope)
    .map(([by, second, over]): Stretch => [started(by, over), agreed(second), worked("takes"), answered]),
  fc
    .tuple(fc.nat({ max: 1 }), two, scope, fc.constantFrom<CoreMood>("takes", "says-no", "turns-away"))
    .map(
      ([by, second, over, mood]): Stretch => [
        started(by, over),
        agreed(second),
        worked("takes"),
        answered,
        { do: "release", who: by, which: 0, stale: false },
        agreed(second),
        worked(mood),
        answered,
      ],
    ),
  two.map(
    (second): Stretch => [
      started(0, "debit"),
      agreed(second),
      worked("turns-away"),
      { do: "acknowledge", who: 0, which: 0 },
    ],
  ),
  two.map(
    (second): Stretch => [
      started(0, "debit"),
      started(1, "credit"),
      { do: "look", who: second, which: 0 },
      agreed(5 - second, 1),
      agreed(second, 0, "earlier"),
    ],
  ),
  two.map((second): Stretch => [started(1, "all"), { do: "customer-changes" }, agreed(second)]),
  two.map(
    (second): Stretch => [
      started(0, "amount"),
      agreed(second),
      worked("drops-answer"),
      { do: "callback", which: 0, times: 2 },
      worked("takes"),
    ],
  ),
  two.map(
    (second): Stretch => [
      started(0, "credit"),
      agreed(second),
      worked("unreachable"),
      { do: "wait", minutes: 6 },
      { do: "sweep" },
    ],
  ),
  fc
    .tuple(decision, decision)
    .map(
      ([first, second]): Stretch => [
        started(1, "debit"),
        { do: "race", first: { ...first, which: 0 }, second: { ...second, which: 0 } },
      ],
    ),
  fc.constantFrom(1, 200, 1_440, 4_320).map(
    (minutes): Stretch => [
      { do: "start-clock", rule: 0 },
      { do: "pause", who: 0, which: 0, stale: false, amount: 1 },
      { do: "wait", minutes },
      { do: "resume", who: 2, which: 0, stale: false, amount: 1 },
    ],
  ),
  fc.constantFrom(1, 45, 46).map(
    (amount): Stretch => [
      { do: "start-clock", rule: 1 },
      { do: "extend", who: 2, which: 0, stale: false, amount },
    ],
  ),
);

/** A history: up to `longest` single steps or stretches of several actors. Shrinks to fewer and simpler ones. */
export const history = (longest: number): fc.Arbitrary<readonly Step[]> =>
  fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: step.map((single): readonly Step[] => [single]) },
        { weight: 2, arbitrary: stretch },
      ),
      { minLength: 1, maxLength: longest, size: "max" },
    )
    .map((pieces) => pieces.flat());
