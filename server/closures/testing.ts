import type { RequestClosureInput } from "@/domain/closures/schema";
import { instant } from "@/domain/shared/time";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { confirmInstruction, imposeAtOnce, type PaymentCore } from "@/server/controls/public";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import type { MadeAccount, PersonPrincipal } from "@/server/kernel/testing/factories";
import type { House } from "@/server/kernel/testing/house";
import { advance } from "./advance";
import { requestClosure } from "./commands/request-closure";
import "./core-word";
import { closureMoved } from "./events";
import { takeLook } from "./look";

type Dry = Awaited<ReturnType<PaymentCore["dryRun"]>>;

/** A core that says of every account what it is told to: nothing on it, nothing under way. */
export function closingCore() {
  const core = {
    availableMinor: 0n,
    heldMinor: 0n,
    inFlight: 0,
    standing: 0,
    silent: false,
    asked: 0,
    async dryRun(): Promise<Dry> {
      core.asked += 1;
      if (core.silent) return { kind: "unavailable", cause: "timeout" };
      const balance = { availableMinor: core.availableMinor, heldMinor: core.heldMinor, currency: "CNY" };
      const many = <T>(count: number, one: (at: number) => T) => Array.from({ length: count }, (_, at) => one(at));
      return {
        kind: "answered",
        answer: {
          asOf: instant("2026-10-09T06:31:00Z"),
          balance,
          after: { ...balance, effective: { debit: false, credit: false } },
          inFlight: many(core.inFlight, (at) => ({
            id: `F${at}`,
            kind: "transfer_out",
            amountMinor: 1n,
            cancellable: false,
          })),
          standingInstructions: many(core.standing, (at) => ({
            id: `S${at}`,
            kind: "auto_debit",
            nextOn: "2026-10-12",
            effect: "will_fail" as const,
          })),
          linkedAccounts: 0,
          version: 1,
        },
      };
    },
  };
  return core;
}

export type Asking = Partial<Omit<RequestClosureInput, "accountId" | "token">>;

/** The road of a closing in tests: each step as the screen and the worker do it. */
export function closingRoad(house: House, core = closingCore()) {
  const clerk = house.as("customer-service");
  const lead = house.as("team-lead");
  const done = new Set<string>();

  const tokenFor = async (accountId: string, as: PersonPrincipal): Promise<string> => {
    const taken = await takeLook(house.runtime, core, as, accountId);
    if (!taken.ok) throw new Error(taken.code);
    return taken.value.token;
  };
  const ask = async (account: MadeAccount, change: Asking = {}, as: PersonPrincipal = clerk, key = newId()) =>
    house.run(
      requestClosure,
      {
        accountId: account.accountId,
        kind: "by-customer",
        reason: "customer-wish",
        identity: "registered-phone",
        subjectId: null,
        note: "客户来电申请销户",
        ...change,
        token: await tokenFor(account.accountId, as),
      },
      { as, key },
    );
  const asked = async (account: MadeAccount, change: Asking = {}): Promise<string> => {
    const outcome = await ask(account, change);
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.result.id;
  };
  const approvalOf = async (id: string) =>
    (await house.rows<{ approval_id: string }>("select approval_id from closures where id = $1", [id]))[0]
      ?.approval_id ?? "";
  const look = async (id: string, as: PersonPrincipal = lead) => {
    const approvalId = await approvalOf(id);
    const { account_id: accountId = "" } =
      (await house.rows<{ account_id: string }>("select account_id from closures where id = $1", [id]))[0] ?? {};
    const token = await tokenFor(accountId, as);
    const detail = await house.ask(approvalDetail, { approvalId, token }, { as });
    return { approvalId, token, seenDigest: detail.current?.digest ?? "" };
  };
  const approve = async (id: string, as: PersonPrincipal = lead) => {
    const seen = await look(id, as);
    await house.stepUp(as);
    return house.run(approveProposal, seen, { as });
  };
  const reject = async (id: string, decisionCode = "matter-open") => {
    await house.stepUp(lead);
    return house.run(
      rejectProposal,
      { approvalId: await approvalOf(id), decisionCode, note: "请先了结" },
      { as: lead },
    );
  };
  /** Runs the worker's news of closings that were not run yet. */
  const work = async (): Promise<number> => {
    let ran = 0;
    for (const job of await house.jobs(closureMoved.topic)) {
      if (done.has(job.eventId)) continue;
      done.add(job.eventId);
      const { closureId } = closureMoved.payload.parse(job.payload);
      await advance(house.runtime, core, {
        closureId,
        programmeId: job.programmeId,
        key: job.eventId,
        requestId: newId(),
      });
      ran += 1;
    }
    return ran;
  };
  let sequence = 5_000;
  /** The core's word on the newest order about a closing. */
  const answer = async (
    account: MadeAccount,
    outcome: "applied" | "rejected" = "applied",
    reason: string | null = null,
  ) => {
    const [row] = await house.rows<{ id: string }>(
      "select id from core_instructions where account_id = $1 and measure_id is null order by sequence desc limit 1",
      [account.accountId],
    );
    sequence += 1;
    return house.run(
      confirmInstruction,
      {
        instructionId: row?.id ?? "",
        accountNumber: account.coreNumber,
        outcome,
        reason,
        coreSequence: sequence,
        appliedAt: house.clock.now(),
      },
      { as: house.system("system:core"), key: newId() },
    );
  };
  const stateOf = async (id: string) =>
    (
      await house.rows<{ state: string; stop_cause: string | null; paid: string; rounds: number }>(
        "select state, stop_cause, paid_out_minor::text as paid, rounds from closures where id = $1",
        [id],
      )
    )[0];
  const verbs = async (account: MadeAccount) =>
    (
      await house.rows<{ verb: string }>("select verb from core_instructions where account_id = $1 order by sequence", [
        account.accountId,
      ])
    ).map(({ verb }) => verb);
  const accountState = async (account: MadeAccount) =>
    (await house.rows<{ status: string }>("select status from accounts where id = $1", [account.accountId]))[0]?.status;
  return { core, clerk, lead, tokenFor, ask, asked, look, approve, reject, work, answer, stateOf, verbs, accountState };
}

/** Binds a made-up card to an account. Gives its id. */
export async function bindClosingCard(house: House, account: MadeAccount, boundOn = "2026-01-05"): Promise<string> {
  const id = newId();
  await house.rows(
    `insert into bound_cards (id, programme_id, legal_entity_id, account_id, customer_id, bank, type, number_sealed, bound_on, status)
     select $1, programme_id, legal_entity_id, id, customer_id, '样本银行', 'debit', '', $3, 'bound' from accounts where id = $2`,
    [id, account.accountId, boundOn],
  );
  return id;
}

type Given = { source?: "own-judgement" | "customer" | "authority"; secret?: boolean; reportId?: string };
/** A measure given at once on an account, as each source gives it. Gives its id. */
export async function restrict(
  house: House,
  account: MadeAccount,
  { source = "own-judgement", secret, reportId }: Given = {},
) {
  const as = house.as("compliance-lead");
  const of = {
    "own-judgement": { kind: "restriction", reasonCode: "urgent-risk" },
    customer: { kind: "freeze", reasonCode: "loss-reported" },
    authority: { kind: "freeze", reasonCode: "order-freeze" },
  } as const;
  const subject = { type: source === "customer" ? "loss-report" : "order", id: reportId ?? newId() };
  return inScope(house.runtime, as, "write", async (scope) => {
    const made = await imposeAtOnce(scope, {
      accountId: account.accountId,
      customerId: account.customerId,
      source,
      ...of[source],
      extent: { scope: "debit", amountMinor: null, target: null },
      subject: source === "own-judgement" ? null : subject,
      expiresAt: source === "authority" ? ("2027-03-01T16:00:00.000Z" as never) : null,
      secret: secret ?? false,
    });
    if (!made.ok) throw new Error(made.code);
    return { keep: true, value: made.value.measureId };
  });
}
