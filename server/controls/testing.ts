import type { RestrictionReason } from "@/domain/controls/codes";
import { instant } from "@/domain/shared/time";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import type { Principal } from "@/server/kernel/actor";
import { notFound } from "@/server/kernel/errors";
import { inScope } from "@/server/kernel/scope";
import type { House } from "@/server/kernel/testing/house";
import type { DryRunAnswer, DryRunDone, PaymentCore, Refused, Unavailable } from "./adapters/payment-core";
import { confirmInstruction } from "./commands/confirm-instruction";
import { requestRelease } from "./commands/request-release";
import { requestRestriction } from "./commands/request-restriction";
import { coreNumberOf, type PreviewQuestion, takePreview } from "./preview";
import { findAccount, findMeasure } from "./store";

type Person = Principal & { kind: "person" };

/** A core that only answers dry runs, as told. */
export type DryCore = Pick<PaymentCore, "dryRun"> & { facts: DryRunAnswer; failWith: Refused | Unavailable | null };

/** A dry core with a balance of 912.36 yuan, one payment in flight and one standing instruction. */
export function dryCore(): DryCore {
  const core: DryCore = {
    facts: {
      asOf: instant("2026-10-09T06:31:00Z"),
      balance: { availableMinor: 91_236n, heldMinor: 0n, currency: "CNY" },
      after: { availableMinor: 0n, heldMinor: 91_236n, currency: "CNY", effective: { debit: true, credit: false } },
      inFlight: [{ id: "F1", kind: "transfer_out", amountMinor: 120_000n, cancellable: false }],
      standingInstructions: [{ id: "S1", kind: "auto_debit", nextOn: "2026-10-12", effect: "will_fail" }],
      linkedAccounts: 1,
      version: 1,
    },
    failWith: null,
    dryRun: async (): Promise<DryRunDone | Refused | Unavailable> =>
      core.failWith ?? { kind: "answered", answer: core.facts },
  };
  return core;
}

export type Asked = {
  scope: "all" | "debit" | "credit" | "amount";
  amountMinor?: bigint;
  reasonCode?: RestrictionReason;
  reviewOn?: string;
  expiresAt?: string;
};

/** The road of a restriction in tests: each step as the screen does it, preview included. */
export function road<C extends Pick<PaymentCore, "dryRun"> = DryCore>(
  house: House,
  core: C = dryCore() as unknown as C,
) {
  const officer = house.as("compliance-officer");
  const lead = house.as("compliance-lead");

  const token = async (question: PreviewQuestion, as: Principal): Promise<string> => {
    const taken = await takePreview(house.runtime, core, as, question);
    if (!taken.ok) throw new Error(taken.code);
    return taken.value.token;
  };
  const restrictQuestion = (accountId: string, asked: Asked): PreviewQuestion => ({
    accountId,
    verb: "restrict",
    scope: asked.scope,
    amountMinor: asked.amountMinor?.toString() ?? null,
    measureId: null,
  });

  const propose = async (accountId: string, asked: Asked = { scope: "debit" }, as: Person = officer) => {
    const outcome = await house.run(
      requestRestriction,
      {
        accountId,
        scope: asked.scope,
        amountMinor: asked.amountMinor ?? null,
        reasonCode: asked.reasonCode ?? "risk-signs",
        reviewOn: asked.reviewOn ?? "2026-11-09",
        expiresAt: asked.expiresAt ?? null,
        note: "三日内多笔分散转入后集中转出",
        token: await token(restrictQuestion(accountId, asked), as),
      },
      { as },
    );
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.result;
  };

  /** What a checker has on screen: a fresh token and the digest that goes with it. */
  const look = async (approvalId: string, as: Person = lead) => {
    const first = await house.ask(approvalDetail, { approvalId }, { as });
    const payload = first.payload as Record<string, string | null>;
    const lift = payload.verb === "lift";
    const fresh = await token(
      {
        accountId: payload.accountId ?? "",
        verb: lift ? "lift" : "restrict",
        scope: payload.scope as Asked["scope"],
        amountMinor: lift ? null : (payload.amountMinor ?? null),
        measureId: lift ? (payload.measureId ?? null) : null,
      },
      as,
    );
    const detail = await house.ask(approvalDetail, { approvalId, token: fresh }, { as });
    return { token: fresh, detail, seenDigest: detail.current?.digest ?? "" };
  };

  const approve = async (
    approvalId: string,
    as: Person = lead,
    seen?: { token: string; seenDigest: string },
    key?: string,
  ) => {
    const { token: shown, seenDigest } = seen ?? (await look(approvalId, as));
    await house.stepUp(as);
    return house.run(approveProposal, { approvalId, token: shown, seenDigest }, { as, ...(key && { key }) });
  };

  const reject = async (approvalId: string, decisionCode: string, as: Person = lead) => {
    await house.stepUp(as);
    return house.run(rejectProposal, { approvalId, decisionCode, note: "依据不足" }, { as });
  };

  const proposeRelease = async (measureId: string, as: Person = officer) => {
    const [row] = await house.rows<{ version: number; account_id: string; scope: Asked["scope"] }>(
      "select version, account_id, scope from measures where id = $1",
      [measureId],
    );
    if (!row) throw new Error("no measure");
    const question = {
      accountId: row.account_id,
      verb: "lift" as const,
      scope: row.scope,
      amountMinor: null,
      measureId,
    };
    const outcome = await house.run(
      requestRelease,
      {
        measureId,
        version: row.version,
        reasonCode: "checked-clear",
        note: "核查后排除",
        token: await token(question, as),
      },
      { as },
    );
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.result;
  };

  /** The account of a measure, as the core numbers it. */
  const accountNumberOf = (measureId: string): Promise<string> =>
    inScope(house.runtime, house.system("system:core"), "read", async (scope) => {
      const stored = (await findMeasure(scope.tx, measureId, { lock: false })) ?? notFound();
      const account = (await findAccount(scope.tx, stored.measure.accountId, { lock: false })) ?? notFound();
      return { keep: false, value: await coreNumberOf(scope, account) };
    });

  /** The core's answer to a measure's newest instruction. */
  const answer = async (
    measureId: string,
    event: { outcome?: "applied" | "rejected"; coreSequence: number; eventId?: string; reason?: string },
  ) => {
    const [row] = await house.rows<{ id: string }>(
      "select id from core_instructions where measure_id = $1 order by sequence desc limit 1",
      [measureId],
    );
    return house.run(
      confirmInstruction,
      {
        instructionId: row?.id ?? "",
        measureId,
        accountNumber: await accountNumberOf(measureId),
        outcome: event.outcome ?? "applied",
        reason: event.reason ?? null,
        coreSequence: event.coreSequence,
      },
      { as: house.system("system:core"), key: event.eventId ?? `evt-${event.coreSequence}` },
    );
  };

  const stateOf = async (measureId: string): Promise<string | undefined> =>
    (await house.rows<{ state: string }>("select state from measures where id = $1", [measureId]))[0]?.state;

  return {
    core,
    officer,
    lead,
    token,
    restrictQuestion,
    propose,
    look,
    approve,
    reject,
    proposeRelease,
    answer,
    stateOf,
  };
}
