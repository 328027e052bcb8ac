import { newId } from "@/server/kernel/new-id";
import type { MadeAccount } from "@/server/kernel/testing/factories";
import { type House, PAY, type Programme } from "@/server/kernel/testing/house";
import { recomputeTriggers } from "./commands/recompute-triggers";
import { reverificationHandlers } from "./handlers";

/** Runs the jobs of this capability's own topics that were not run yet, until there are none. Gives how many ran. */
export function jobRunner(house: House) {
  const done = new Set<string>();
  return async (): Promise<number> => {
    let ran = 0;
    for (let before = -1; before !== ran; ) {
      before = ran;
      for (const { topic, run } of reverificationHandlers) {
        for (const job of await house.jobs(topic)) {
          if (done.has(job.eventId)) continue;
          done.add(job.eventId);
          const principal = { kind: "system", name: "system:worker", programmeId: job.programmeId } as const;
          const signal = new AbortController().signal;
          const context = {
            runtime: house.runtime,
            principal,
            eventId: job.eventId,
            attempt: 1,
            requestId: newId(),
            signal,
          };
          await run(context, job.payload);
          ran += 1;
        }
      }
    }
    return ran;
  };
}

/** A paper on a customer's record; with `checked`, from an accepted submission with a picture. Gives the paper's id. */
export async function makePaper(
  house: House,
  account: MadeAccount,
  of: { validTo: string | null; checked?: boolean; programme?: Programme },
): Promise<{ paperId: string; submissionId: string | null }> {
  const { programmeId, legalEntityId } = of.programme ?? PAY;
  const [paperId, submissionId] = [newId(), of.checked ? newId() : null];
  if (submissionId)
    await makeSubmission(house, account, { id: submissionId, status: "accepted", programme: of.programme ?? PAY });
  await house.rows(
    `insert into identity_documents (id, programme_id, legal_entity_id, customer_id, type, number_sealed, valid_to, status, submission_id, created_at)
     values ($1, $2, $3, $4, 'resident-id', '', $5, 'valid', $6, $7)`,
    [paperId, programmeId, legalEntityId, account.customerId, of.validTo, submissionId, house.clock.now()],
  );
  return { paperId, submissionId };
}

let series = 0;

/** A submission of a customer with one accepted picture, as far as this capability looks at it. */
export async function makeSubmission(
  house: House,
  account: MadeAccount,
  of: {
    id?: string;
    status: string;
    purpose?: string;
    requestId?: string | null;
    receivedAt?: string;
    /** The last day of the paper that it leaves on record; none where left out. */
    paper?: string;
    programme?: Programme;
  },
): Promise<string> {
  const { programmeId, legalEntityId } = of.programme ?? PAY;
  const id = of.id ?? newId();
  series += 1;
  await house.rows(
    `insert into kyc_submissions (id, programme_id, legal_entity_id, number, customer_id, kind, status, payload_sealed, request_id, received_by,
       received_at, decided_at)
     values ($1, $2, $3, $4, $5, $10, $6, '', $7, 'system:worker', $8, $9)`,
    [
      id,
      programmeId,
      legalEntityId,
      `KS-T${String(series).padStart(5, "0")}`,
      account.customerId,
      of.status,
      of.requestId ?? null,
      of.receivedAt ?? house.clock.now(),
      house.clock.now(),
      of.purpose ?? "re-verification",
    ],
  );
  if (of.paper) {
    await house.rows(
      `insert into identity_documents (id, programme_id, legal_entity_id, customer_id, type, number_sealed, valid_to, status, submission_id, created_at)
       values ($1, $2, $3, $4, 'resident-id', '', $5, 'valid', $6, $7)`,
      [newId(), programmeId, legalEntityId, account.customerId, of.paper, id, house.clock.now()],
    );
  }
  await house.rows(
    `insert into kyc_documents (id, programme_id, legal_entity_id, submission_id, customer_id, kind, read_state, state, created_at)
     values ($1, $2, $3, $4, $5, 'id-front', 'read', 'accepted', $6)`,
    [newId(), programmeId, legalEntityId, id, account.customerId, house.clock.now()],
  );
  return id;
}

export type ReviewRow = {
  id: string;
  state: string;
  ground: string;
  version: number;
  request_id: string | null;
  cause: string | null;
};

/** What tests of this capability look at, and the worker's own command. */
export function looker(house: House) {
  const worker = house.system("system:worker");
  const reviewsOf = (account: MadeAccount) =>
    house.rows<ReviewRow>(
      "select id, state, ground, version, request_id, desk_cause as cause from reverifications where customer_id = $1 order by opened_at, id",
      [account.customerId],
    );
  return {
    worker,
    recompute: async (of: "ledger" | "night" = "ledger") => {
      const outcome = await house.run(recomputeTriggers, { of }, { as: worker });
      if (!outcome.ok) throw new Error(outcome.code);
      return outcome.result;
    },
    reviewsOf,
    reviewOf: async (account: MadeAccount): Promise<ReviewRow> => {
      const found = (await reviewsOf(account)).at(-1);
      if (!found) throw new Error("no review");
      return found;
    },
    triggersOf: (account: MadeAccount) =>
      house.rows<{ kind: string; state: string; key: string; clearance: string }>(
        "select kind, state, trigger_key as key, clearance from reverification_triggers where customer_id = $1 order by kind, trigger_key",
        [account.customerId],
      ),
    itemsOf: async (id: string, kind = "reverification") => {
      const found = await house.rows<{ state: string }>(
        "select state from work_items where subject_id = $1 and kind = $2",
        [id, kind],
      );
      return found.map(({ state }) => state);
    },
    measuresOf: (account: MadeAccount) =>
      house.rows<{ reason_code: string; state: string }>(
        "select reason_code, state from measures where account_id = $1 order by id",
        [account.accountId],
      ),
  };
}
