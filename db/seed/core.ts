import { setTimeout as pause } from "node:timers/promises";
import { unionOf } from "@/domain/controls/effective";
import { addDays, type Instant, shanghaiDate } from "@/domain/shared/time";
import { createSandboxClient } from "@/sandbox/client";
import type { DayEnd } from "@/sandbox/protocol";
import { type CoreInstruction, createPaymentCore, type PaymentCore } from "@/server/controls/adapters/payment-core";
import { newId } from "@/server/kernel/new-id";
import type { SeededAccount } from "./store-customers";

/** Where the payment core of the demo is; absent when none runs beside the seed. */
export type CoreAddress = { readonly url: string; readonly secret: string };

/** The payment core as the seed meets it. `settled` waits until an instruction has its answer. */
export type SeedCore = PaymentCore & {
  /** Tells the core what an account holds. */
  open(account: Pick<SeededAccount, "coreNumber" | "balanceMinor">): Promise<void>;
  settled(instructionId: string): Promise<void>;
  /** Closes a day with what the core is to say of it. */
  closeDay(day: DayEnd): Promise<void>;
  /** Gives the core its usual pace back. */
  done(): Promise<void>;
};

const ASK_EVERY_MS = 40;
const ASK_AT_MOST = 250;

/** The sandbox core at an address, when it answers there; else a stand-in that agrees to everything. */
export async function connectCore(address: CoreAddress | null, now: () => Instant): Promise<SeedCore> {
  if (address) {
    const client = createSandboxClient(address);
    const answers = await client.health().then(
      () => true,
      () => false,
    );
    if (answers) {
      await client.behave({ delayMs: 0 });
      return realCore(address, client);
    }
  }
  return standIn(now);
}

function realCore(address: CoreAddress, client: ReturnType<typeof createSandboxClient>): SeedCore {
  const core = createPaymentCore({ ...address, timeoutMs: 5_000 });
  return {
    ...core,
    open: async ({ coreNumber, balanceMinor }) => {
      await client.setAccount({
        accountNumber: coreNumber,
        balanceMinor: String(Math.max(0, balanceMinor)),
        currency: "CNY",
      });
    },
    settled: async (instructionId) => {
      for (let asked = 0; asked < ASK_AT_MOST; asked += 1) {
        const found = await core.getInstruction(instructionId);
        if (found.kind === "found" && found.status.state !== "received") return;
        await pause(ASK_EVERY_MS);
      }
      throw new Error("the payment core does not answer");
    },
    closeDay: (day) => client.closeDay(day),
    done: () => client.behave("normal"),
  };
}

/** Holds balances and applies every instruction at once. For databases seeded without a core beside them. */
function standIn(now: () => Instant): SeedCore {
  const balances = new Map<string, bigint>();
  const taken = new Map<
    string,
    Pick<CoreInstruction, "measureId" | "accountNumber" | "verb"> & { readonly sequence: number }
  >();
  const held = new Map<string, readonly CoreInstruction[]>();
  return {
    open: async ({ coreNumber, balanceMinor }) => {
      balances.set(coreNumber, BigInt(Math.max(0, balanceMinor)));
    },
    settled: async () => undefined,
    closeDay: async () => undefined,
    done: async () => undefined,
    instruct: async (order) => {
      const { instructionId, measureId, accountNumber, verb } = order;
      const others = (held.get(accountNumber) ?? []).filter((one) => one.measureId !== measureId);
      if (measureId) held.set(accountNumber, verb === "restrict" ? [...others, order] : others);
      taken.set(instructionId, { ...(measureId && { measureId }), accountNumber, verb, sequence: taken.size + 1 });
      return { kind: "accepted", instructionId };
    },
    dryRun: async ({ accountNumber, verb, scope, amountMinor }) => {
      const availableMinor = balances.get(accountNumber) ?? 0n;
      const wanted = scope === "amount" ? (amountMinor ?? 0n) : scope === "credit" ? 0n : availableMinor;
      const heldMinor = verb === "lift" ? 0n : wanted < availableMinor ? wanted : availableMinor;
      const effective = {
        debit: verb === "restrict" && scope !== "credit",
        credit: verb === "restrict" && (scope === "credit" || scope === "all"),
      };
      return {
        kind: "answered",
        answer: {
          asOf: now(),
          balance: { availableMinor, heldMinor: 0n, currency: "CNY" },
          after: { availableMinor: availableMinor - heldMinor, heldMinor, currency: "CNY", effective },
          inFlight: [
            {
              id: `${accountNumber}-F1`,
              kind: "transfer_out",
              amountMinor: availableMinor / 20n + 1n,
              cancellable: false,
            },
          ],
          standingInstructions: [
            {
              id: `${accountNumber}-S1`,
              kind: "auto_debit",
              nextOn: addDays(shanghaiDate(now()), 3),
              effect: verb === "lift" ? "continues" : "will_fail",
            },
          ],
          linkedAccounts: 1,
          version: 1,
        },
      };
    },
    readAccount: async (accountNumber) => ({
      kind: "read",
      account: accountOf(accountNumber, held.get(accountNumber) ?? []),
    }),
    getInstruction: async (instructionId) => {
      const one = taken.get(instructionId);
      if (!one) return { kind: "unknown" };
      const event = {
        eventId: newId() as string,
        instructionId,
        ...(one.measureId !== undefined && { measureId: one.measureId }),
        accountNumber: one.accountNumber,
        outcome: "applied" as const,
        coreSequence: one.sequence,
        appliedAt: now(),
        effective: { debit: one.verb === "restrict", credit: false },
      };
      return { kind: "found", status: { instructionId, state: "applied", receivedAt: now(), event } };
    },
  };
}

/** An account as a core would tell it that holds just these measures. */
function accountOf(accountNumber: string, orders: readonly CoreInstruction[]) {
  const measures = orders.flatMap(({ measureId, scope, amountMinor, target }) =>
    measureId && scope ? [{ measureId, scope, ...(amountMinor && { amountMinor }), ...(target && { target }) }] : [],
  );
  const { debit, credit, functions, cards } = unionOf(
    measures.map(({ scope, amountMinor, target }) => ({
      scope,
      amountMinor: amountMinor ?? null,
      target: target ?? null,
    })),
  );
  return {
    accountNumber,
    currency: "CNY",
    effective: { debit, credit, functions: [...functions], cards: [...cards] },
    measures,
    version: 1,
  };
}
