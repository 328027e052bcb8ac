import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { asId } from "../shared/ids";
import { instant, localDate } from "../shared/time";
import { awaitedLift, imposeRestriction, liftRestriction } from "./by-system";
import {
  applyRelease,
  applyRestriction,
  dropRelease,
  dropRestriction,
  requestRelease,
  requestRestriction,
} from "./decisions";
import { atLeastAsStrict, effectiveRestriction, unionOf } from "./effective";
import { confirmInstruction, failInstruction } from "./instructions";
import { type Instruction, isLive, type Measure, SCOPES } from "./model";
import { CONTROLS_POLICY } from "./policy";

const now = instant("2026-10-09T14:32:00+08:00");
const uuid = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const account = { id: asId<"account">(uuid(1)), customerId: asId<"customer">(uuid(2)), status: "open" as const };

type Answer = { instructionId: string; ok: boolean; coreSequence: number };

/** A house and a core with an unreliable way between them: answers come late, twice, and in any order. */
function world() {
  const rules = testRules();
  const measures = new Map<string, Measure>();
  const instructions = new Map<string, Instruction>();
  const queue: Instruction[] = [];
  const answers: Answer[] = [];
  const core = new Map<string, Measure>();
  let [ids, sequence, coreSequence] = [100, 0, 0];

  const order = (measure: Measure, verb: Instruction["verb"]) => {
    sequence += 1;
    const made: Instruction = {
      id: asId<"instruction">(uuid(++ids)),
      measureId: measure.id,
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
    const lift = awaitedLift(measure);
    measures.set(measure.id, lift ?? measure);
    if (lift) order(lift, "lift");
  };
  const at = (pick: number) => [...measures.values()][pick % Math.max(1, measures.size)];

  const take = (answer: Answer) => {
    const instruction = instructions.get(answer.instructionId);
    const measure = instruction && measures.get(instruction.measureId);
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
        asked: {
          kind: "restriction",
          scope,
          amountMinor: scope === "amount" ? BigInt(1 + (pick % 90)) : null,
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
    coreActs: (pick) => {
      const next = queue.shift();
      const measure = next && measures.get(next.measureId);
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
  return { measures, core, steps, settleAll };
}

describe("whatever the order of things", () => {
  it("the core never leaves the account freer than the measures that are in force", () => {
    const names = Object.keys(world().steps);
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(1000)), { maxLength: 120, size: "max" }),
        (history) => {
          const { measures, core, steps, settleAll } = world();
          for (const [name, pick] of history) {
            steps[name]?.(pick);
            const held = [...measures.values()].filter(
              ({ state }) => state === "in-force" || state === "release-proposed",
            );
            expect(atLeastAsStrict(unionOf([...core.values()]), unionOf(held))).toBe(true);
            for (const { id } of held) expect(core.has(id)).toBe(true);
            // None in force waits for its own lift: that one has gone out.
            expect(held.filter(({ state, liftFor }) => state === "in-force" && liftFor !== null)).toEqual([]);
            for (const { state } of measures.values()) reached.add(state);
          }
          settleAll();
          const live = [...measures.values()].filter(isLive);
          expect(new Set(live.map(({ id }) => id as string))).toEqual(new Set(core.keys()));
          expect(effectiveRestriction([...measures.values()])).toEqual(unionOf([...core.values()]));
          expect(live.every(({ state }) => state === "in-force" || state === "release-proposed")).toBe(true);
        },
      ),
      { numRuns: 300, seed: 20261009 },
    );
    expect([...reached].sort()).toEqual([
      "failed",
      "in-force",
      "instructed",
      "proposed",
      "rejected",
      "release-instructed",
      "release-proposed",
      "released",
    ]);
  });
});
