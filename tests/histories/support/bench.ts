import "@/server/worklist/clocks";
import { acknowledgeFailure } from "@/server/controls/commands/acknowledge-failure";
import { endMeasure } from "@/server/controls/commands/end-measure";
import { imposeUrgent } from "@/server/controls/commands/impose-restriction";
import { reviewMeasure } from "@/server/controls/commands/review-measure";
import { CoreUnreachable, deliverInstruction, recordEvent } from "@/server/controls/deliver";
import { expireProposals, sweepInstructions } from "@/server/controls/handlers";
import { expireMeasures } from "@/server/controls/terms";
import { type Deed, doors } from "@/server/controls/testing/doors";
import { newId } from "@/server/kernel/new-id";
import type { House } from "@/server/kernel/testing/house";
import { openHouse } from "@/server/kernel/testing/house";
import { acting, inAWord, type Made, newMade, type Person } from "./acting";
import { at } from "./clock-model";
import { ledgerCore } from "./ledger-core";
import type { Extent, Role } from "./model";
import type { CoreMood } from "./steps";

const TOPIC = "controls.instruction.send";
const ROLES: readonly Role[] = [
  "compliance-officer",
  "compliance-officer",
  "compliance-lead",
  "compliance-lead",
  "customer-service",
];

/** One house for many histories: its people, a core with a ledger, and the hands of the machinery, moved by the test. */
export async function openBench() {
  const house: House = await openHouse();
  const ledger = ledgerCore();
  const people: readonly Person[] = [
    house.as("compliance-officer"),
    house.as("compliance-officer", { second: true }),
    house.as("compliance-lead"),
    house.as("compliance-lead", { second: true }),
    house.as("customer-service"),
  ];
  const carried = doors(house);
  const attempts = new Map<string, number>();
  const person = (who: number): Person => {
    const found = people[who];
    if (!found) throw new Error("nobody");
    return found;
  };
  const jobs = async () =>
    (await house.jobs(TOPIC)).map(({ eventId, payload }) => ({
      eventId,
      instructionId: (payload as { instructionId: string }).instructionId,
    }));
  const setRole = (who: number, role: Role) =>
    house.rows("update role_grants set role = $2 where person_id = $1 and ended_at is null", [
      person(who).personId,
      role,
    ]);

  return {
    house,
    ledger,
    people,
    person,
    jobs,
    setRole,
    act: acting(house, ledger.core),

    /** Everybody at his desk with the role he began with, and a customer nobody knows yet. */
    async begin(): Promise<Made> {
      house.clock.set(at(0));
      // Terms of earlier histories end in theirs.
      await house.rows("update measures set state = 'released' where expires_at is not null and state <> 'released'");
      for (const [who, role] of ROLES.entries()) await setRole(who, role);
      await house.rows("update sessions set revoked_at = null, step_up_at = null where person_id = any($1)", [
        people.map(({ personId }) => personId),
      ]);
      return newMade(house);
    },

    /** The ids of the account's orders, in their order. */
    orders: async ({ account }: Made): Promise<string[]> =>
      (
        await house.rows<{ id: string }>("select id from core_instructions where account_id = $1 order by sequence", [
          account.accountId,
        ])
      ).map(({ id }) => id),

    /** A worker takes one job. One that dies does its work and never says so: the job comes again. */
    async work(job: { eventId: string; instructionId: string }, mood: CoreMood, dies: boolean) {
      const attempt = (attempts.get(job.eventId) ?? 0) + 1;
      attempts.set(job.eventId, attempt);
      ledger.feel(mood);
      try {
        await deliverInstruction(
          {
            runtime: house.runtime,
            core: ledger.core,
            programmeId: "pay",
            attemptKey: `${job.eventId}:${attempt}`,
            requestId: "job",
          },
          job.instructionId,
        );
        if (!dies)
          await house.rows("delete from graphile_worker._private_jobs where payload ->> 'eventId' = $1", [job.eventId]);
        return "done" as const;
      } catch (error) {
        if (error instanceof CoreUnreachable) return "unreachable" as const;
        throw error;
      } finally {
        ledger.feel("takes");
      }
    },

    /** The core's callback about an order, as often as said, at the same moment. */
    async callback(instructionId: string, times: number): Promise<string[]> {
      const event = ledger.eventOf(instructionId);
      if (!event) throw new Error("the core does not know the order");
      return Promise.all(Array.from({ length: times }, () => recordEvent(house.runtime, event, "pay", "callback")));
    },

    /** A signed callback that is not true. */
    async lie(about: { instructionId: string; measureId: string; accountNumber: string }): Promise<string> {
      const event = { eventId: `evt-${newId()}`, ...about, outcome: "applied" as const, coreSequence: 1 };
      return recordEvent(house.runtime, event, "pay", "callback");
    },

    acknowledge: (who: number, measureId: string) =>
      inAWord(house.run(acknowledgeFailure, { measureId }, { as: person(who) })),
    /** A desk's or the system's own act. A measure that came of it is remembered with the account's. */
    async carry(deed: Deed, made?: Made): Promise<string> {
      const outcome = await carried(deed);
      if (!outcome.ok) return outcome.code;
      if (made && outcome.result.outcome === "imposed") made.measures.push(outcome.result.measureId);
      return outcome.result.outcome;
    },
    urgent: (made: Made, who: number, { scope, amount, target }: Extent & { target: "transfer" | null }) =>
      inAWord(
        house
          .run(
            imposeUrgent,
            {
              accountId: made.account.accountId,
              scope,
              amountMinor: amount === null ? null : BigInt(amount),
              target,
              note: "资金正在转出",
            },
            { as: person(who) },
          )
          .then((outcome) => {
            if (outcome.ok) made.measures.push(outcome.result.measureId);
            return outcome;
          }),
      ),
    lookAfter: (who: number, measureId: string, ends: boolean) =>
      inAWord(
        ends
          ? house.run(endMeasure, { measureId, note: "核查后排除" }, { as: person(who) })
          : house.run(reviewMeasure, { measureId, reviewOn: "2026-12-20" }, { as: person(who) }),
      ),
    lapse: () => expireMeasures(house.runtime, { requestId: "job" }),
    expire: () => expireProposals(house.runtime, { requestId: "job" }),
    sweep: () => sweepInstructions(house.runtime, ledger.core, { requestId: "job" }),
    async endSession(who: number, ends: boolean): Promise<void> {
      await house.rows("update sessions set revoked_at = $2 where id = $1", [
        person(who).sessionId,
        ends ? house.clock.now() : null,
      ]);
    },
    changeCustomer: ({ account }: Made) =>
      house.rows("update customers set version = version + 1 where id = $1", [account.customerId]),
    /** News that is not about orders: read by others. */
    forgetNews: () => house.rows("delete from graphile_worker._private_jobs"),
    close: () => house.close(),
  };
}

export type Bench = Awaited<ReturnType<typeof openBench>>;
