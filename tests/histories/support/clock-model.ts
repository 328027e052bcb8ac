import { clockFigure } from "@/domain/clocks/counting-rules";
import { computeDue } from "@/domain/clocks/due-date";
import type { Extension, Pause } from "@/domain/clocks/model";
import { addDuration, type Instant, instant, type LocalDate, localDate } from "@/domain/shared/time";
import { calendar, rules } from "@/server/rulebook/catalogue";
import { type Model, no, note, stopped } from "./model";

/** The moment at which every history begins: a Friday afternoon in Shanghai, the holiday just over. */
export const BEGIN = instant("2026-10-09T14:32:00+08:00");
export const at = (minutes: number): Instant => addDuration(BEGIN, { minutes });

/** One clock that may pause, one that may be given more time, one that may neither. */
export const CLOCK_RULES = ["mipriv-request-15wd", "law-pboc-complaint-15", "law-hvt-5wd"] as const;
const MOST_MORE = 45;

export type ClockModel = {
  rule: (typeof CLOCK_RULES)[number];
  startedOn: LocalDate;
  state: "running" | "paused" | "cancelled";
  version: number;
  pauses: Pause[];
  extensions: Extension[];
  dueOn: string;
  dueAt: string;
  events: number;
};

export function due(clock: Pick<ClockModel, "rule" | "startedOn" | "pauses" | "extensions">, now: number) {
  const law = { rules: rules(), calendar: calendar(), now: at(now) };
  const figure = clockFigure(law.rules, clock.rule, "days", clock.startedOn);
  const { startedOn, pauses, extensions } = clock;
  return { figure, ...computeDue({ startedOn, figure, pauses, extensions, ...law }) };
}

export function startClock(now: number, rule: number): ClockModel {
  const on = localDate(at(now).slice(0, 10));
  const core = { rule: CLOCK_RULES[rule] ?? CLOCK_RULES[0], startedOn: on, pauses: [], extensions: [] };
  const { dueOn, dueAt } = due(core, now);
  return { ...core, state: "running", version: 1, dueOn, dueAt, events: 0 };
}

type Change = {
  readonly do: "pause" | "resume" | "extend";
  readonly who: number;
  readonly stale: boolean;
  readonly amount: number;
};

/** What a person's change of a clock comes to. */
export function changeClock(model: Model, clock: ClockModel, which: number, change: Change): string {
  const kind = `clocks.clock.${change.do}`;
  const stop = stopped(model, change.who, "clocks", kind, `k${which}`);
  if (stop) return stop;
  const refusal = refusalOf(model, clock, change);
  if (refusal) return no(model, kind, `clocks.clock.${refusal}`, `p${change.who}`, `k${which}`);
  const now = at(model.now);
  if (change.do === "pause") {
    clock.pauses = [...clock.pauses, { from: now, to: null, ground: "requester-papers" }];
    clock.state = "paused";
  } else if (change.do === "resume") {
    clock.pauses = clock.pauses.map((pause) => ({ ...pause, to: pause.to ?? now }));
    clock.state = "running";
  } else clock.extensions = [{ amount: change.amount, unit: "calendar-day", ground: "complex-case" }];
  const { dueOn, dueAt } = due(clock, model.now);
  Object.assign(clock, { dueOn, dueAt, version: clock.version + 1, events: clock.events + 1 });
  note(model, kind, "committed", `p${change.who}`, `k${which}`);
  return "ok";
}

function refusalOf(model: Model, clock: ClockModel, change: Change): string | undefined {
  const over = at(model.now) >= clock.dueAt;
  if (change.stale) return "stale";
  if (change.do === "resume")
    return clock.state === "paused" ? undefined : clock.state === "running" ? "not-paused" : "closed";
  if (change.do === "pause") {
    if (clock.rule !== "mipriv-request-15wd") return "pause-not-allowed";
    if (clock.state !== "running") return clock.state === "paused" ? "already-paused" : "closed";
    return over ? "past-due" : undefined;
  }
  if (clock.rule !== "law-pboc-complaint-15") return "extension-not-allowed";
  if (clock.extensions.length > 0) return "extended-already";
  if (change.amount > MOST_MORE) return "amount-too-long";
  if (clock.state === "cancelled") return "closed";
  return over ? "past-due" : undefined;
}
