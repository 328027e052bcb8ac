import fc from "fast-check";
import type { Extent, Given } from "./model";
import type { Step } from "./steps";

/** Reasons asked for an end, whether or not they are the measure's own. */
export const END_REASONS = ["order-release", "holder-restored", "call-back-failed", "objection-upheld"] as const;
export type EndReason = (typeof END_REASONS)[number];

/** What is done without a proposal: by orders, for holders, on urgent risk and by the system; and what time does by itself. */
export type AtOnceStep =
  | { readonly do: "impose"; readonly given: Exclude<Given, "planned" | "urgent">; readonly scope: Extent["scope"] }
  | { readonly do: "urgent"; readonly who: number; readonly scope: Extent["scope"] }
  | { readonly do: "end"; readonly which: number; readonly reason: EndReason }
  | { readonly do: "ground-gone"; readonly which: number }
  | { readonly do: "renew"; readonly which: number; readonly minutes: number }
  | { readonly do: "look-after"; readonly who: number; readonly which: number; readonly ends: boolean }
  | { readonly do: "lapse"; readonly workers: 1 | 2 };

const is = <const T extends string>(name: T) => fc.constant(name);
const which = fc.nat({ max: 3 });
const scope = fc.constantFrom("all", "debit", "amount", "function" as const);
const given = fc.constantFrom("order-stop", "order-freeze", "order-term", "loss", "unverified", "system" as const);
const reason = fc.constantFrom(...END_REASONS);
const workers = fc.constantFrom(1, 2 as const);

export const atOnceStep: fc.Arbitrary<AtOnceStep> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: is("impose"), given, scope }) },
  { weight: 2, arbitrary: fc.record({ do: is("urgent"), who: fc.nat({ max: 4 }), scope }) },
  { weight: 4, arbitrary: fc.record({ do: is("end"), which, reason }) },
  { weight: 1, arbitrary: fc.record({ do: is("ground-gone"), which }) },
  { weight: 2, arbitrary: fc.record({ do: is("renew"), which, minutes: fc.constantFrom(-30, 0, 120, 2_880, 9_000) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: is("look-after"), who: fc.integer({ min: 1, max: 3 }), which, ends: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ do: is("lapse"), workers }) },
);

const worked: Step = { do: "work", which: 0, mood: "takes", dies: false };
const answered: Step = { do: "callback", which: 0, times: 1 };

/** Stretches that single steps would seldom find: a term that ends at every point of the road, and a night of an order. */
export const atOnceStretch: fc.Arbitrary<readonly Step[]> = fc.oneof(
  fc
    .tuple(given, scope, fc.constantFrom(200, 1_440, 2_880), workers)
    .map(([by, over, minutes, hands]): Step[] => [
      { do: "impose", given: by, scope: over },
      worked,
      answered,
      { do: "wait", minutes },
      { do: "lapse", workers: hands },
      worked,
      answered,
    ]),
  fc
    .tuple(scope, fc.constantFrom("says-no", "turns-away", "unreachable" as const))
    .map(([over, mood]): Step[] => [
      { do: "impose", given: "order-term", scope: over },
      worked,
      answered,
      { do: "wait", minutes: 200 },
      { do: "lapse", workers: 1 },
      { do: "work", which: 0, mood, dies: false },
      answered,
      { do: "lapse", workers: 1 },
      { do: "wait", minutes: 200 },
      { do: "lapse", workers: 1 },
    ]),
  fc
    .tuple(scope, reason)
    .map(([over, why]): Step[] => [
      { do: "impose", given: "order-freeze", scope: over },
      { do: "end", which: 0, reason: "order-release" },
      worked,
      answered,
      { do: "end", which: 0, reason: why },
    ]),
  fc
    .tuple(fc.nat({ max: 1 }), fc.boolean())
    .map(([who, ends]): Step[] => [
      { do: "urgent", who, scope: "debit" },
      worked,
      answered,
      { do: "look-after", who: 2, which: 0, ends },
    ]),
  fc
    .constantFrom(200, 1_440)
    .map((minutes): Step[] => [
      { do: "impose", given: "system", scope: "debit" },
      worked,
      answered,
      { do: "release", who: 0, which: 0, stale: false },
      { do: "wait", minutes },
      { do: "ground-gone", which: 0 },
      { do: "approve", who: 2, which: 0, look: "now", fresh: true },
    ]),
  fc.constantFrom("loss", "order-term" as const).map((by): Step[] => [
    { do: "impose", given: by, scope: "debit" },
    { do: "renew", which: 0, minutes: 120 },
    { do: "renew", which: 0, minutes: -30 },
    { do: "renew", which: 0, minutes: 9_000 },
    { do: "look-after", who: 2, which: 0, ends: true },
    { do: "end", which: 0, reason: "objection-upheld" },
  ]),
);
