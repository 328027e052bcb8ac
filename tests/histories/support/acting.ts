import { computeDue } from "@/domain/clocks/due-date";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { withdrawProposal } from "@/server/approvals/commands/withdraw-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { extendClock } from "@/server/clocks/commands/extend-clock";
import { pauseClock } from "@/server/clocks/commands/pause-clock";
import { resumeClock } from "@/server/clocks/commands/resume-clock";
import { startClocks } from "@/server/clocks/public";
import { cancelClocks } from "@/server/clocks/store";
import { requestRelease } from "@/server/controls/commands/request-release";
import { requestRestriction } from "@/server/controls/commands/request-restriction";
import { type PreviewQuestion, takePreview } from "@/server/controls/preview";
import type { Principal } from "@/server/kernel/actor";
import type { Outcome } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import type { House } from "@/server/kernel/testing/house";
import { calendar, rules } from "@/server/rulebook/catalogue";
import { closeItems, openItems } from "@/server/worklist/public";
import { at, type ClockModel, due } from "./clock-model";
import type { LedgerCore } from "./ledger-core";
import type { Extent, Verb } from "./model";
import type { Decision } from "./steps";

export type Person = Principal & { kind: "person" };
export type Seen = { readonly token: string; readonly seenDigest: string };

/** What an account's history made, in the order it was made, by the ids the house gave. */
export type Made = {
  readonly account: MadeAccount;
  readonly measures: string[];
  readonly approvals: { id: string; measure: number; verb: Verb }[];
  readonly clocks: { id: string; subjectId: string }[];
};

export const newMade = async (house: House): Promise<Made> => ({
  account: await makeAccount(house),
  measures: [],
  approvals: [],
  clocks: [],
});

const BLANK = "0".repeat(64);

/** The one function histories take away. */
export const targetOf = (scope: Extent["scope"]) => (scope === "function" ? "transfer" : null);

/** An outcome in a word: `ok`, what a decision came to, a refusal's code, or why nothing was answered. */
export async function inAWord(running: Promise<Outcome<unknown>>): Promise<string> {
  try {
    const outcome = await running;
    if (!outcome.ok) return outcome.code;
    const status = (outcome.result as { status?: unknown } | null)?.status;
    return typeof status === "string" && !["running", "paused"].includes(status) ? status : "ok";
  } catch (error) {
    if (error instanceof AppError) return error.category;
    throw error;
  }
}

/** The acts of people on one account, each as the screen does it, dry run of the core included. */
export function acting(house: House, core: LedgerCore["core"]) {
  const token = async (question: PreviewQuestion, as: Person): Promise<string> => {
    const taken = await takePreview(house.runtime, core, as, question);
    if (!taken.ok) throw new Error(taken.code);
    return taken.value.token;
  };
  const question = (
    made: Made,
    verb: Verb,
    scope: Extent["scope"],
    amount: number | null,
    measureId: string | null,
  ) => ({
    accountId: made.account.accountId,
    verb,
    scope,
    amountMinor: verb === "restrict" && amount !== null ? String(amount) : null,
    target: verb === "restrict" ? targetOf(scope) : null,
    measureId: verb === "lift" ? measureId : null,
  });

  return {
    async propose(made: Made, as: Person, extent: Extent, mayLook: boolean): Promise<string> {
      const asked = question(made, "restrict", extent.scope, extent.amount, null);
      const input = {
        accountId: made.account.accountId,
        scope: extent.scope,
        amountMinor: extent.amount === null ? null : BigInt(extent.amount),
        target: targetOf(extent.scope),
        reasonCode: "risk-signs",
        reviewOn: "2026-11-09",
        note: "三日内多笔分散转入后集中转出",
        token: mayLook ? await token(asked, as) : null,
      } as const;
      return inAWord(
        house.run(requestRestriction, input, { as }).then((outcome) => {
          if (!outcome.ok) return outcome;
          const measure = made.measures.push(outcome.result.measureId) - 1;
          made.approvals.push({ id: outcome.result.approvalId, measure, verb: "restrict" });
          return outcome;
        }),
      );
    },

    async release(made: Made, as: Person, which: number, version: number, extent: Extent, mayLook: boolean) {
      const measureId = made.measures[which] ?? "";
      const input = {
        measureId,
        version,
        reasonCode: "checked-clear",
        note: "核查后排除",
        token: mayLook ? await token(question(made, "lift", extent.scope, null, measureId), as) : null,
      } as const;
      return inAWord(
        house.run(requestRelease, input, { as }).then((outcome) => {
          if (outcome.ok) made.approvals.push({ id: outcome.result.approvalId, measure: which, verb: "lift" });
          return outcome;
        }),
      );
    },

    /** What stands on a checker's screen: a fresh dry run and the digest of all facts. */
    async look(made: Made, as: Person, which: number, extent: Extent): Promise<Seen> {
      const approval = made.approvals[which];
      if (!approval) throw new Error("no proposal");
      const measureId = made.measures[approval.measure] ?? null;
      const taken = await token(question(made, approval.verb, extent.scope, extent.amount, measureId), as);
      const detail = await house.ask(approvalDetail, { approvalId: approval.id, token: taken }, { as });
      return { token: taken, seenDigest: detail.current?.digest ?? BLANK };
    },

    decide(made: Made, as: Person, asked: Decision, seen: Seen | null, key = newId()): Promise<string> {
      const approvalId = made.approvals[asked.which]?.id ?? "";
      if (asked.do === "withdraw") return inAWord(house.run(withdrawProposal, { approvalId }, { as, key })).then(ended);
      if (asked.do === "reject")
        return inAWord(house.run(rejectProposal, { approvalId, decisionCode: "to-complete" }, { as, key }));
      const { token: shown, seenDigest } = seen ?? { token: null, seenDigest: BLANK };
      return inAWord(house.run(approveProposal, { approvalId, token: shown, seenDigest }, { as, key }));
    },

    /** A clock on a subject of its own, with the item on the worklist that carries a copy of its date. */
    async startClock(made: Made, clock: ClockModel, now: number): Promise<void> {
      const subjectId = newId();
      const { figure, ...date } = due(clock, now);
      const { rule } = figure;
      if (!rule) throw new Error("a period without a rule");
      const computed = computeDue({
        startedOn: clock.startedOn,
        figure,
        rules: rules(),
        calendar: calendar(),
        now: at(now),
      });
      await inScope(house.runtime, house.system("system:worker"), "write", async (scope) => {
        const { tx, actor } = scope;
        const subject = { subjectType: "measure", subjectIds: [subjectId] };
        await startClocks(tx, actor, { ...subject, rule, figure: "days", due: computed });
        const dates = { dueAt: date.dueAt, dueOn: date.dueOn, provisional: date.provisional };
        const item = { kind: "core-failure", number: "K", subjectType: "measure", subjectId, ...dates };
        await openItems(tx, actor, [item], scope.now);
        return { keep: true, value: null };
      });
      const [row] = await house.rows<{ id: string }>("select id from clocks where subject_id = $1", [subjectId]);
      made.clocks.push({ id: row?.id ?? "", subjectId });
    },

    changeClock(made: Made, as: Person, which: number, change: { do: string; version: number; amount: number }) {
      const input = { clockId: made.clocks[which]?.id ?? "", version: change.version };
      if (change.do === "pause")
        return inAWord(house.run(pauseClock, { ...input, ground: "requester-papers" }, { as }));
      if (change.do === "resume") return inAWord(house.run(resumeClock, input, { as }));
      return inAWord(house.run(extendClock, { ...input, ground: "complex-case", amount: change.amount }, { as }));
    },

    /** The duty behind a clock falls away: clock and item end together. */
    async cancelClock(made: Made, which: number): Promise<void> {
      const subjectIds = [made.clocks[which]?.subjectId ?? ""];
      await inScope(house.runtime, house.system("system:worker"), "write", async ({ tx, actor, now }) => {
        await cancelClocks(tx, actor, { subjectType: "measure", subjectIds }, now);
        await closeItems(tx, actor, { kind: "core-failure", subjectIds, as: "cancelled" }, now);
        return { keep: true, value: null };
      });
    },
  };
}

const ended = (word: string): string => (word === "ok" ? "withdrawn" : word);
