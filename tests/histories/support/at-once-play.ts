import type { AtOnce } from "@/server/controls/at-once";
import { targetOf } from "./acting";
import { endAtOnce, groundGone, impose, lapse, lookAfter, ROADS, renew, urgent } from "./at-once-model";
import type { AtOnceStep } from "./at-once-steps";
import { at } from "./clock-model";
import type { Extent, Given } from "./model";
import type { Play } from "./play";

const ORDER = { type: "order", id: "01920000-0000-7000-8000-0000000000a1" };
const CASE = { type: "loss-report", id: "01920000-0000-7000-8000-0000000000a2" };
const GROUND = { type: "trigger", id: "01920000-0000-7000-8000-0000000000a3" };

/** What each road asks of controls. */
const ASKED = {
  "order-stop": { source: "authority", kind: "stop", reasonCode: "order-stop", subject: ORDER },
  "order-freeze": { source: "authority", kind: "freeze", reasonCode: "order-freeze", subject: ORDER },
  "order-term": { source: "authority", kind: "freeze", reasonCode: "order-aml-freeze", subject: ORDER },
  loss: { source: "customer", kind: "freeze", reasonCode: "loss-reported", subject: CASE },
  unverified: { source: "customer", kind: "stop", reasonCode: "caller-unverified", subject: CASE },
} as const satisfies Partial<Record<Given, Pick<AtOnce, "source" | "kind" | "reasonCode" | "subject">>>;

const AMOUNT = 300;
const extentOf = (scope: Extent["scope"]): Extent => ({ scope, amount: scope === "amount" ? AMOUNT : null });

type Told = { readonly got: string; readonly want: string } | undefined;

/** Plays a step of the roads at once on the house and in memory. */
export async function playAtOnce(
  it: Play,
  step: AtOnceStep,
  pick: (length: number) => number | undefined,
): Promise<Told> {
  const { bench, made, model } = it;
  if (step.do === "lapse") {
    const counts = await Promise.all(Array.from({ length: step.workers }, () => bench.lapse()));
    return { want: String(lapse(model)), got: String(counts.reduce((sum, count) => sum + count, 0)) };
  }
  if (step.do === "impose") return given(it, step);
  if (step.do === "urgent") {
    const extent = extentOf(step.scope);
    const want = urgent(model, step.who, extent);
    return { want, got: await bench.urgent(made, step.who, { ...extent, target: targetOf(extent.scope) }) };
  }
  const which = pick(model.measures.length);
  const measure = which === undefined ? undefined : model.measures[which];
  if (which === undefined || !measure) return undefined;
  const measureId = made.measures[which] ?? "";
  switch (step.do) {
    case "end": {
      const subject = measure.given === "loss" || measure.given === "unverified" ? CASE : ORDER;
      const want = endAtOnce(model, which, step.reason);
      return { want, got: await bench.carry({ do: "end", asked: { measureId, reasonCode: step.reason, subject } }) };
    }
    case "ground-gone": {
      const want = groundGone(model, which);
      const asked = { measureId, reasonCode: "dormant-since-opening" } as const;
      return { want, got: await bench.carry({ do: "unstate", asked }) };
    }
    case "renew": {
      const expiresAt = at((measure.expires ?? model.now) + step.minutes);
      const want = renew(model, which, step.minutes);
      return { want, got: await bench.carry({ do: "extend", asked: { measureId, expiresAt, subject: ORDER } }) };
    }
    case "look-after": {
      const want = lookAfter(model, step, which);
      return { want, got: await bench.lookAfter(step.who, measureId, step.ends) };
    }
  }
}

async function given(it: Play, step: Extract<AtOnceStep, { do: "impose" }>): Promise<Told> {
  const { bench, made, model } = it;
  const { accountId, customerId } = made.account;
  if (step.given === "system") {
    const extent = extentOf("debit");
    const want = impose(model, "system", extent);
    const asked = {
      accountId,
      customerId,
      scope: "debit",
      reasonCode: "dormant-since-opening",
      subject: GROUND,
    } as const;
    return { want, got: await bench.carry({ do: "state", asked }, made) };
  }
  const extent = extentOf(step.scope);
  const { minutes } = ROADS[step.given];
  const asked: AtOnce = {
    accountId,
    customerId,
    ...ASKED[step.given],
    extent: {
      scope: extent.scope,
      amountMinor: extent.amount === null ? null : BigInt(extent.amount),
      target: targetOf(extent.scope),
    },
    expiresAt: minutes === null ? null : at(model.now + minutes),
  };
  const want = impose(model, step.given, extent);
  return { want, got: await bench.carry({ do: "impose", asked }, made) };
}
