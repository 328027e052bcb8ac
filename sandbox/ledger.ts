import { randomUUID } from "node:crypto";
import type { Behaviour } from "@/sandbox/behaviour";
import { derivedAccount, type InFlight, type Standing, seeded } from "@/sandbox/derived";
import type { Journal } from "@/sandbox/journal";
import type { AccountSet, CallbackEvent, DryRun, Effective, Forget, Instruction, Move } from "@/sandbox/protocol";
import {
  type Account,
  accountOf,
  divide,
  effectiveOf,
  type InstructionEntry,
  type Measure,
  measuresAfter,
  sequenceKey,
} from "@/sandbox/state";

export type Received = { kind: "recorded"; entry: InstructionEntry } | { kind: "conflict"; code: string };

export type AccountView = {
  accountNumber: string;
  currency: string;
  balanceMinor: string;
  availableMinor: string;
  heldMinor: string;
  effective: Effective;
  measures: Array<Measure & { measureId: string }>;
  version: number;
  sessionsEndedAt?: string;
  closedAt?: string;
};

/** What the core does with its accounts. Changes are durable once the journal says `settled`. */
export type Ledger = {
  receive(instruction: Instruction): Received;
  /** Lets the instruction take effect, or rejects it, and gives the event to call back with. */
  settle(entry: InstructionEntry): CallbackEvent;
  dryRun(question: DryRun): object;
  view(accountNumber: string): AccountView;
  set(account: AccountSet): void;
  /** False when the balance would fall below zero. */
  move(move: Move): boolean;
  /** Drops a measure without a word. */
  forget(which: Forget): void;
};

const JITTER = 0.2;

/** The ledger over a journal. `delayMs` is the usual time from receipt to effect, give or take a fifth. */
export function createLedger(options: { journal: Journal; behaviour: Behaviour; delayMs: number }): Ledger {
  const { journal, behaviour, delayMs } = options;
  const { state } = journal;
  const lastDue = new Map<string, number>();
  for (const { instruction, dueAt } of state.unsettled) raise(lastDue, instruction.accountNumber, dueAt);

  const record = (instruction: Instruction): InstructionEntry => {
    const now = Date.now();
    const base = behaviour.current().delayMs ?? delayMs;
    const spread = (seeded(`delay:${instruction.instructionId}`)(2001) / 1000 - 1) * JITTER;
    // Instructions of one account take effect in the order in which they came in.
    const dueAt = raise(lastDue, instruction.accountNumber, now + Math.round(base * (1 + spread)));
    const plan = {
      silent: behaviour.take("silentNext"),
      reject: behaviour.take("rejectNext"),
      malformedCallback: behaviour.take("malformedCallbackNext"),
    };
    journal.append({ kind: "received", instruction, receivedAt: new Date(now).toISOString(), dueAt, plan });
    const entry = state.instructions.get(instruction.instructionId);
    if (!entry) throw new Error("the journal lost an instruction it was given");
    return entry;
  };

  return {
    receive(instruction) {
      const known = state.instructions.get(instruction.instructionId);
      if (known) {
        const same = JSON.stringify(known.instruction) === JSON.stringify(instruction);
        return same ? { kind: "recorded", entry: known } : { kind: "conflict", code: "instruction_conflict" };
      }
      if (state.bySequence.has(sequenceKey(instruction))) return { kind: "conflict", code: "sequence_reused" };
      return { kind: "recorded", entry: record(instruction) };
    },

    settle({ instruction, plan, event }) {
      if (event) return event;
      const account = accountOf(state, instruction.accountNumber);
      const reason = plan.reject ? "account_under_review" : rejection(account, instruction);
      const measures = reason ? account.measures : measuresAfter(account, instruction);
      const settled: CallbackEvent = {
        eventId: `evt_${randomUUID()}`,
        instructionId: instruction.instructionId,
        ...(instruction.measureId !== undefined && { measureId: instruction.measureId }),
        accountNumber: instruction.accountNumber,
        outcome: reason ? "rejected" : "applied",
        ...(reason && { reason }),
        coreSequence: state.coreSequence + 1,
        appliedAt: new Date().toISOString(),
        effective: effectiveOf(measures),
      };
      journal.append({ kind: "settled", event: settled });
      return settled;
    },

    dryRun: (question) => dryRun(accountOf(state, question.accountNumber), question, new Date()),
    view: (accountNumber) => view(accountOf(state, accountNumber)),

    set({ accountNumber, balanceMinor, currency }) {
      const known = state.accounts.get(accountNumber);
      if (known?.balanceMinor === balanceMinor && known.currency === currency) return;
      journal.append({ kind: "account-set", accountNumber, balanceMinor, currency });
    },

    move({ accountNumber, deltaMinor }) {
      const { balanceMinor, closedAt } = accountOf(state, accountNumber);
      if (closedAt !== undefined || BigInt(balanceMinor) + BigInt(deltaMinor) < 0n) return false;
      journal.append({ kind: "moved", accountNumber, deltaMinor });
      return true;
    },

    forget: ({ accountNumber, measureId }) => journal.append({ kind: "forgot", accountNumber, measureId }),
  };
}

function raise(lastDue: Map<string, number>, accountNumber: string, dueAt: number): number {
  const next = Math.max(dueAt, lastDue.get(accountNumber) ?? 0);
  lastDue.set(accountNumber, next);
  return next;
}

/** Why the core cannot carry an instruction out; undefined when it can. */
function rejection(account: Account, instruction: Instruction): CallbackEvent["reason"] {
  const { verb, measureId = "", sequence, currency, amountMinor = "0" } = instruction;
  if (sequence < (account.settledSequences[measureId] ?? 0)) return "superseded";
  if (currency !== undefined && currency !== account.currency) return "currency_mismatch";
  if (account.closedAt !== undefined && verb !== "lift") return "account_closed";
  if (verb === "close" && BigInt(account.balanceMinor) !== 0n) return "balance_left";
  if ((verb === "deduct" || verb === "pay-out") && BigInt(amountMinor) > BigInt(account.balanceMinor))
    return "insufficient_balance";
  return undefined;
}

function view(account: Account): AccountView {
  const effective = effectiveOf(account.measures);
  const { accountNumber, currency, balanceMinor, version, sessionsEndedAt, closedAt } = account;
  const measures = Object.entries(account.measures).map(([measureId, measure]) => ({ measureId, ...measure }));
  const parts = divide(BigInt(balanceMinor), effective);
  const sessions = {
    ...(sessionsEndedAt !== undefined && { sessionsEndedAt }),
    ...(closedAt !== undefined && { closedAt }),
  };
  return { accountNumber, currency, balanceMinor, ...parts, effective, measures, version, ...sessions };
}

function dryRun(account: Account, question: DryRun, now: Date): object {
  const before = view(account);
  const effective = effectiveOf(measuresAfter(account, { ...question, measureId: question.measureId ?? "" }));
  const derived = derivedAccount(account.accountNumber);
  const taken = question.verb === "deduct" ? BigInt(question.amountMinor ?? "0") : 0n;
  const balance = BigInt(account.balanceMinor);
  return {
    asOf: now.toISOString(),
    balance: { availableMinor: before.availableMinor, heldMinor: before.heldMinor, currency: account.currency },
    after: { ...divide(balance - taken, effective), currency: account.currency, effective },
    inFlight: derived.inFlight.map((payment) => describeInFlight(payment, balance)),
    standingInstructions: derived.standing.map((standing) => describeStanding(standing, effective, now)),
    linkedAccounts: derived.linkedAccounts,
    version: account.version,
  };
}

function describeInFlight({ id, kind, amountMinor, cancellable }: InFlight, balance: bigint): object {
  const outgoing = kind === "withdrawal" || kind === "transfer_out";
  const amount = outgoing && amountMinor > balance ? balance : amountMinor;
  return { id, kind, amountMinor: amount.toString(), cancellable };
}

function describeStanding({ id, kind, dayOfMonth }: Standing, effective: Effective, now: Date): object {
  const stopped = kind === "salary_in" ? effective.credit : effective.debit;
  return { id, kind, nextOn: nextOn(dayOfMonth, now), effect: stopped ? "will_fail" : "continues" };
}

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The next Asia/Shanghai date, today excluded, that falls on this day of the month (1 to 28). */
function nextOn(dayOfMonth: number, now: Date): string {
  const local = new Date(now.getTime() + SHANGHAI_OFFSET_MS);
  const month = local.getUTCMonth() + (local.getUTCDate() >= dayOfMonth ? 1 : 0);
  return new Date(Date.UTC(local.getUTCFullYear(), month, dayOfMonth)).toISOString().slice(0, 10);
}
