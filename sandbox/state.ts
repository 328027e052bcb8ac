import { derivedAccount } from "@/sandbox/derived";
import type { CallbackEvent, DayEnd, Effective, Instruction, Reaching } from "@/sandbox/protocol";

/** A live measure on an account. `amountMinor` only for the scope amount, `target` only for function and card. */
export type Measure = { scope: Reaching; amountMinor?: string; target?: string };

/** One ledger account. Amounts are minor units as text; `version` rises with every change. */
export type Account = {
  accountNumber: string;
  balanceMinor: string;
  currency: string;
  version: number;
  measures: Record<string, Measure>;
  /** Highest sequence settled per measure: what is older than that has been overtaken. */
  settledSequences: Record<string, number>;
  /** When the holder's sessions were last ended; absent where they never were. */
  sessionsEndedAt?: string;
  /** When the account was closed; absent while it is open. */
  closedAt?: string;
};

/** What was decided about an instruction's fate when it was recorded, so that a restart does not change it. */
export type Plan = { silent: boolean; reject: boolean; malformedCallback: boolean };

export type InstructionEntry = {
  instruction: Instruction;
  receivedAt: string;
  /** Milliseconds since the epoch at which the effect takes place. */
  dueAt: number;
  plan: Plan;
  event?: CallbackEvent;
  delivered: boolean;
};

/** A day that was closed, and when. */
export type ClosedDay = DayEnd & { madeAt: string };

/** The key of a closed day. */
export const dayKey = ({ programme, businessDate }: { programme: string; businessDate: string }): string =>
  `${programme} ${businessDate}`;

/** One line of the journal. Replaying all lines in order gives the state. */
export type JournalRecord =
  | { kind: "account-set"; accountNumber: string; balanceMinor: string; currency: string }
  | { kind: "day-end"; dayEnd: ClosedDay }
  | { kind: "moved"; accountNumber: string; deltaMinor: string }
  | { kind: "forgot"; accountNumber: string; measureId: string }
  | { kind: "received"; instruction: Instruction; receivedAt: string; dueAt: number; plan: Plan }
  | { kind: "settled"; event: CallbackEvent }
  | { kind: "delivered"; eventId: string };

/** The state as it is written to a snapshot. */
export type StateImage = {
  coreSequence: number;
  accounts: Account[];
  instructions: InstructionEntry[];
  dayEnds?: ClosedDay[];
};

export type CoreState = {
  coreSequence: number;
  accounts: Map<string, Account>;
  instructions: Map<string, InstructionEntry>;
  dayEnds: Map<string, ClosedDay>;
  /** Derived indexes. */
  byEvent: Map<string, InstructionEntry>;
  bySequence: Map<string, string>;
  undelivered: Set<InstructionEntry>;
  unsettled: Set<InstructionEntry>;
};

/** An empty ledger. */
export function emptyState(): CoreState {
  return {
    coreSequence: 0,
    accounts: new Map(),
    instructions: new Map(),
    dayEnds: new Map(),
    byEvent: new Map(),
    bySequence: new Map(),
    undelivered: new Set(),
    unsettled: new Set(),
  };
}

function index(state: CoreState, entry: InstructionEntry): void {
  const { instruction, event } = entry;
  state.instructions.set(instruction.instructionId, entry);
  state.bySequence.set(sequenceKey(instruction), instruction.instructionId);
  if (event) {
    state.unsettled.delete(entry);
    state.byEvent.set(event.eventId, entry);
    if (!entry.delivered && !entry.plan.silent) state.undelivered.add(entry);
  } else state.unsettled.add(entry);
}

/** Key of the rule that a sequence number is used once per account. */
export function sequenceKey(instruction: { accountNumber: string; sequence: number }): string {
  return `${instruction.accountNumber}:${instruction.sequence}`;
}

/** Rebuilds a state, indexes included, from its image. */
export function fromImage(image: StateImage): CoreState {
  const state = emptyState();
  state.coreSequence = image.coreSequence;
  for (const account of image.accounts) state.accounts.set(account.accountNumber, account);
  for (const entry of image.instructions) index(state, entry);
  for (const day of image.dayEnds ?? []) state.dayEnds.set(dayKey(day), day);
  return state;
}

/** What a snapshot holds. */
export function toImage(state: CoreState): StateImage {
  return {
    coreSequence: state.coreSequence,
    accounts: [...state.accounts.values()],
    instructions: [...state.instructions.values()],
    dayEnds: [...state.dayEnds.values()],
  };
}

/** The account as it stands; one never seen is opened in thought, from its number, and not kept. */
export function accountOf(state: CoreState, accountNumber: string): Account {
  const known = state.accounts.get(accountNumber);
  if (known) return known;
  const { balanceMinor, currency } = derivedAccount(accountNumber);
  return {
    accountNumber,
    balanceMinor: balanceMinor.toString(),
    currency,
    version: 1,
    measures: {},
    settledSequences: {},
  };
}

/** Applies one record to the state, in place. Total over every record the sandbox writes. */
export function evolve(state: CoreState, record: JournalRecord): void {
  switch (record.kind) {
    case "account-set":
      change(state, record.accountNumber, (account) => {
        account.balanceMinor = record.balanceMinor;
        account.currency = record.currency;
      });
      break;
    case "day-end":
      state.dayEnds.set(dayKey(record.dayEnd), record.dayEnd);
      break;
    case "moved":
      change(state, record.accountNumber, (account) => {
        account.balanceMinor = (BigInt(account.balanceMinor) + BigInt(record.deltaMinor)).toString();
      });
      break;
    case "forgot":
      change(state, record.accountNumber, (account) => {
        delete account.measures[record.measureId];
      });
      break;
    case "received": {
      const { instruction, receivedAt, dueAt, plan } = record;
      index(state, { instruction, receivedAt, dueAt, plan, delivered: false });
      break;
    }
    case "settled":
      settle(state, record.event);
      break;
    case "delivered":
      confirm(state, record.eventId);
      break;
  }
}

function confirm(state: CoreState, eventId: string): void {
  const entry = state.byEvent.get(eventId);
  if (!entry) return;
  entry.delivered = true;
  state.undelivered.delete(entry);
}

function change(state: CoreState, accountNumber: string, edit: (account: Account) => void): void {
  const account = accountOf(state, accountNumber);
  edit(account);
  account.version += 1;
  state.accounts.set(accountNumber, account);
}

function settle(state: CoreState, event: CallbackEvent): void {
  const entry = state.instructions.get(event.instructionId);
  if (!entry) throw new Error(`journal settles an instruction it never received: ${event.instructionId}`);
  state.coreSequence = event.coreSequence;
  if (event.outcome === "applied") carryOut(state, event, entry.instruction);
  entry.event = event;
  index(state, entry);
}

function carryOut(state: CoreState, event: CallbackEvent, instruction: Instruction): void {
  const { verb, measureId, sequence, amountMinor = "0" } = instruction;
  if (verb === "end-sessions") {
    const account = accountOf(state, event.accountNumber);
    account.sessionsEndedAt = event.appliedAt;
    state.accounts.set(account.accountNumber, account);
    return;
  }
  change(state, event.accountNumber, (account) => {
    account.measures = measuresAfter(account, instruction);
    if (measureId !== undefined) account.settledSequences[measureId] = sequence;
    if (verb === "close") account.closedAt = event.appliedAt;
    if (verb === "deduct" || verb === "pay-out")
      account.balanceMinor = (BigInt(account.balanceMinor) - BigInt(amountMinor)).toString();
  });
}

/**
 * The live measures once an instruction has taken effect. A lift ends its own measure and no other; a deduction, a
 * payment out, the end of sessions and of the account leave all of them as they are.
 */
export function measuresAfter(
  account: Account,
  step: Pick<Instruction, "verb" | "measureId" | "scope" | "amountMinor" | "target">,
): Record<string, Measure> {
  const { verb, measureId = "", scope, amountMinor, target } = step;
  const measures = { ...account.measures };
  if (verb === "lift") delete measures[measureId];
  if (verb === "restrict" && scope) {
    measures[measureId] = { scope, ...(amountMinor && { amountMinor }), ...(target && { target }) };
  }
  return measures;
}

/** The union of live measures. */
export function effectiveOf(measures: Record<string, Measure>): Effective {
  const all = Object.values(measures);
  const amount = all.reduce((sum, measure) => sum + BigInt(measure.amountMinor ?? "0"), 0n);
  return {
    debit: all.some(({ scope }) => scope === "debit" || scope === "all"),
    credit: all.some(({ scope }) => scope === "credit" || scope === "all"),
    ...(amount > 0n && { amountMinor: amount.toString() }),
    ...named("functions", "function", all),
    ...named("cards", "card", all),
  };
}

/** The targets of one scope, each once and in order; nothing where there is none. */
function named(field: "functions" | "cards", scope: Reaching, measures: readonly Measure[]): Partial<Effective> {
  const targets = new Set(measures.flatMap((measure) => (measure.scope === scope ? [measure.target ?? ""] : [])));
  return targets.size > 0 ? { [field]: [...targets].sort() } : {};
}

/** How a balance divides: a debit restriction holds all of it, amounts hold their sum as far as the balance reaches. */
export function divide(balanceMinor: bigint, effective: Effective): { availableMinor: string; heldMinor: string } {
  const ordered = BigInt(effective.amountMinor ?? "0");
  const held = effective.debit || ordered > balanceMinor ? balanceMinor : ordered;
  return { availableMinor: (balanceMinor - held).toString(), heldMinor: held.toString() };
}
