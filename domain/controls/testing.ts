/** A house and a core in memory for property tests of interleavings. */
import { testRules } from "../rulebook/testing";
import { asId } from "../shared/ids";
import { addDuration, type Instant, instant, localDate } from "../shared/time";
import { type AtOnceAsked, imposeMeasure } from "./at-once";
import { imposeRestriction, liftRestriction } from "./by-system";
import {
  applyRelease,
  applyRestriction,
  dropRelease,
  dropRestriction,
  requestRelease,
  requestRestriction,
} from "./decisions";
import { awaitedLift, endMeasure } from "./endings";
import { confirmInstruction, failInstruction } from "./instructions";
import { type Extent, type Instruction, type Measure, type MeasureScope, SCOPES } from "./model";
import { CONTROLS_POLICY } from "./policy";
import { expireMeasure, extendMeasure } from "./term";

export const START = instant("2026-10-09T14:32:00+08:00");
const uuid = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const account = { id: asId<"account">(uuid(1)), customerId: asId<"customer">(uuid(2)), status: "open" as const };

const CARD = uuid(50);
const FUNCTION_NAMES = ["transfer", "withdrawal"] as const;

/** What each source gives at once, and what it ends for: the first that is its own, the rest refused. */
const GIVEN = [
  { source: "authority", kind: "freeze", reasonCode: "order-freeze", hours: 5 },
  { source: "authority", kind: "stop", reasonCode: "order-stop", hours: 48 },
  { source: "customer", kind: "stop", reasonCode: "caller-unverified", hours: 2 },
  { source: "customer", kind: "freeze", reasonCode: "loss-reported", hours: null },
  { source: "own-judgement", kind: "restriction", reasonCode: "urgent-risk", hours: 30 },
  { source: "own-judgement", kind: "freeze", reasonCode: "urgent-risk", hours: null },
] as const;
const REASONS = ["order-release", "holder-restored", "call-back-failed", "objection-upheld", "court-decision"] as const;
/** Which reasons may ever be found on an ended measure of a source. */
export const MAY_END: Readonly<Record<string, readonly string[]>> = {
  authority: ["order-release", "court-decision", "term-ended"],
  customer: ["holder-restored", "call-back-failed", "term-ended"],
  "own-judgement": ["checked-clear", "objection-upheld", "court-decision", "term-ended"],
  system: ["checked-clear", "ground-gone", "objection-upheld", "court-decision"],
};
const subjectOf = (source: string) => ({ type: source === "authority" ? "order" : "loss-report", id: uuid(60) });

/** A reach of this scope that stands to reason. */
const reach = (scope: MeasureScope, pick: number): Extent => ({
  scope,
  amountMinor: scope === "amount" ? BigInt(1 + (pick % 90)) : null,
  target: scope === "card" ? CARD : scope === "function" ? (FUNCTION_NAMES[pick % 2] ?? null) : null,
});

type Answer = { instructionId: string; ok: boolean; coreSequence: number };

/** A house and a core with an unreliable way between them: answers come late, twice, and in any order. */
export function world() {
  const rules = testRules();
  const measures = new Map<string, Measure>();
  const instructions = new Map<string, Instruction>();
  const queue: Instruction[] = [];
  const answers: Answer[] = [];
  const core = new Map<string, Measure>();
  let [ids, sequence, coreSequence] = [100, 0, 0];
  let now: Instant = START;
  const cards = [CARD];

  const order = (measure: Measure, verb: Instruction["verb"]) => {
    sequence += 1;
    const made: Instruction = {
      id: asId<"instruction">(uuid(++ids)),
      measureId: measure.id,
      subject: null,
      accountId: account.id,
      verb,
      sequence,
      state: "sent",
      coreSequence: null,
    };
    instructions.set(made.id, made);
    queue.push(made);
  };
  /** What the shell does whenever a measure comes to stand in force: the lift that waited goes out. */
  const save = (measure: Measure) => {
    const lift = awaitedLift(measure, now);
    measures.set(measure.id, lift ?? measure);
    if (lift) order(lift, "lift");
  };
  const at = (pick: number) => [...measures.values()][pick % Math.max(1, measures.size)];

  const take = (answer: Answer) => {
    const instruction = instructions.get(answer.instructionId);
    const measure = instruction && measures.get(instruction.measureId ?? "");
    if (!instruction || !measure) return;
    const known = [...instructions.values()]
      .filter(({ measureId }) => measureId === measure.id)
      .map((one) => one.coreSequence ?? 0);
    const decide = answer.ok ? confirmInstruction : failInstruction;
    const settled = decide({
      instruction,
      measure,
      about: measure.id,
      coreSequence: answer.coreSequence,
      newestCoreSequence: Math.max(0, ...known) || null,
      now,
    });
    if (!settled.ok) return;
    instructions.set(instruction.id, settled.value.instruction);
    save(settled.value.measure);
  };

  const steps: Record<string, (pick: number) => void> = {
    propose: (pick) => {
      const scope = SCOPES[pick % SCOPES.length] ?? "all";
      const made = requestRestriction({
        id: asId<"measure">(uuid(++ids)),
        approvalId: asId<"approval">(uuid(++ids)),
        account,
        measures: [...measures.values()],
        cards,
        asked: {
          kind: "restriction",
          ...reach(scope, pick),
          expiresAt: pick % 4 === 0 ? addDuration(now, { hours: 1 + (pick % 40) }) : null,
          reasonCode: "risk-signs",
          reviewOn: localDate("2026-11-09"),
        },
        by: asId<"person">(uuid(3)),
        now,
        rules,
        policy: CONTROLS_POLICY,
      });
      if (made.ok) save(made.value);
    },
    approve: (pick) => {
      const measure = at(pick);
      const applied = measure && applyRestriction({ measure, now, rules });
      if (applied?.ok) {
        save(applied.value);
        order(applied.value, "restrict");
      }
    },
    drop: (pick) => {
      const measure = at(pick);
      const dropped =
        measure && (measure.state === "proposed" ? dropRestriction(measure, "rejected") : dropRelease(measure));
      if (dropped?.ok) save(dropped.value);
    },
    proposeRelease: (pick) => {
      const measure = at(pick);
      const made =
        measure &&
        requestRelease({ measure, approvalId: asId<"approval">(uuid(++ids)), reasonCode: "checked-clear", now, rules });
      if (made?.ok) save(made.value);
    },
    approveRelease: (pick) => {
      const measure = at(pick);
      const applied = measure && applyRelease({ measure, now, rules });
      if (applied?.ok) {
        save(applied.value);
        order(applied.value, "lift");
      }
    },
    impose: (pick) => {
      const made = imposeRestriction({
        id: asId<"measure">(uuid(++ids)),
        account,
        measures: [...measures.values()],
        stated: {
          ground: pick % 2 === 0 ? "identity-expired" : "list-hit",
          scope: pick % 3 === 0 ? "debit" : "all",
          subject: { type: "thing", id: uuid(pick % 2) },
          reviewOn: null,
        },
        now,
        rules,
        policy: CONTROLS_POLICY,
      });
      if (!made.ok || made.value.outcome === "already") return;
      save(made.value.measure);
      if (made.value.outcome === "imposed") order(made.value.measure, "restrict");
    },
    liftBySystem: (pick) => {
      const measure = at(pick);
      const lifted = measure && liftRestriction({ measure, now, rules });
      if (!lifted?.ok || lifted.value.outcome === "ended") return;
      save(lifted.value.measure);
      if (lifted.value.outcome === "lifting") order(lifted.value.measure, "lift");
    },
    atOnce: (pick) => {
      const given = GIVEN[pick % GIVEN.length];
      if (!given) return;
      const { hours, ...what } = given;
      const made = imposeMeasure({
        id: asId<"measure">(uuid(++ids)),
        account,
        measures: [...measures.values()],
        cards,
        asked: {
          ...what,
          extent: reach(SCOPES[pick % SCOPES.length] ?? "all", pick),
          subject: subjectOf(what.source),
          startsAt: null,
          expiresAt: hours === null ? null : addDuration(now, { hours }),
          reviewOn: null,
          secret: false,
        } satisfies AtOnceAsked,
        by: asId<"person">(uuid(3)),
        now,
        rules,
        policy: CONTROLS_POLICY,
      });
      if (!made.ok || made.value.outcome === "already") return;
      save(made.value.measure);
      order(made.value.measure, "restrict");
    },
    end: (pick) => {
      const measure = at(pick);
      const reason = REASONS[pick % REASONS.length] ?? "court-decision";
      const ended = measure && endMeasure({ measure, reason, subject: subjectOf(measure.source), now, rules });
      if (!ended?.ok || ended.value.outcome === "ended") return;
      save(ended.value.measure);
      if (ended.value.outcome === "lifting") order(ended.value.measure, "lift");
    },
    renew: (pick) => {
      const measure = at(pick);
      if (!measure?.expiresAt) return;
      const expiresAt = addDuration(measure.expiresAt, { hours: (pick % 60) - 5 });
      const renewed = extendMeasure({ measure, source: measure.source, expiresAt, now, rules });
      if (!renewed.ok) return;
      if ((renewed.value.expiresAt ?? "") <= measure.expiresAt) throw new Error("a renewal that shortens");
      save(renewed.value);
    },
    timePasses: (pick) => {
      now = addDuration(now, { minutes: 30 * (1 + (pick % 20)) });
      for (const measure of [...measures.values()]) {
        const over = expireMeasure({ measure, now, rules });
        if (!over.ok || over.value.outcome === "ended" || measure.liftFor !== null) continue;
        save(over.value.measure);
        if (over.value.outcome === "lifting") order(over.value.measure, "lift");
      }
    },
    coreActs: (pick) => {
      const next = queue.shift();
      const measure = next && measures.get(next.measureId ?? "");
      if (!next || !measure) return;
      const ok = pick % 5 !== 0;
      if (ok && next.verb === "restrict") core.set(measure.id, measure);
      if (ok && next.verb === "lift") core.delete(measure.id);
      answers.push({ instructionId: next.id, ok, coreSequence: ++coreSequence });
    },
    answerArrives: (pick) => {
      const answer = answers[pick % Math.max(1, answers.length)];
      if (!answer) return;
      take(answer);
      // Every third one comes again later.
      if (pick % 3 !== 0) answers.splice(answers.indexOf(answer), 1);
    },
  };
  const settleAll = () => {
    // An answer may send out the lift that waited for it; that one is answered as well.
    do {
      while (queue.length > 0) steps.coreActs?.(1);
      for (const answer of [...answers].reverse()) take(answer);
    } while (queue.length > 0);
  };
  return { measures, core, steps, settleAll, now: () => now };
}
