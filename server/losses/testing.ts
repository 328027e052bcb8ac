import type { Cause, Check, CheckItem } from "@/domain/losses/model";
import { approveProposal, rejectProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { confirmInstruction } from "@/server/controls/public";
import type { Principal } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";
import type { MadeAccount } from "@/server/kernel/testing/factories";
import type { House } from "@/server/kernel/testing/house";
import { reportLoss } from "./commands/report-loss";
import "./handlers";

type Person = Principal & { kind: "person" };

/** Answers that matched. */
export const matched = (...items: CheckItem[]): Check[] => items.map((item) => ({ item, outcome: "matched" }));
/** Enough for a notice, and enough for the end of protection, whatever was lost. */
export const KNOWN = matched("name", "document-digits", "last-transaction");
export const KNOWN_AGAIN = matched("name", "document-digits", "last-transaction", "card-digits");

/** The steps of a loss report in tests, as the screens do them. */
export function desk(house: House) {
  const agent = house.as("customer-service");
  const lead = house.as("compliance-lead");

  const report = (
    customerId: string,
    over: {
      cause?: Cause;
      checks?: Check[];
      noticeAt?: string;
      accountIds?: string[];
      as?: Principal;
      key?: string;
    } = {},
  ) => {
    const { as = agent, key, ...given } = over;
    return house.run(
      reportLoss,
      { customerId, cause: "phone-lost", noticeAt: house.clock.now(), checks: KNOWN, ...given },
      { as, ...(key ? { key } : {}) },
    );
  };
  const reported = async (...given: Parameters<typeof report>) => {
    const outcome = await report(...given);
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.result;
  };

  const row = async (id: string) => {
    const [found] = await house.rows<{
      state: string;
      verified: boolean;
      version: number;
      call_back_state: string;
      in_force_at: Date | null;
      notice_at: Date;
    }>("select * from loss_reports where id = $1", [id]);
    if (!found) throw new Error("no report");
    return found;
  };
  const measures = (accountId: string) =>
    house.rows<{
      id: string;
      kind: string;
      scope: string;
      state: string;
      target: string | null;
      expires_at: Date | null;
    }>("select id, kind, scope, state, target, expires_at from measures where account_id = $1 order by id", [
      accountId,
    ]);

  let coreSequence = 0;
  /** The core's answer to everything it was told about an account and has not answered. */
  const answerAll = async (account: MadeAccount, outcome: "applied" | "rejected" = "applied") => {
    const waiting = await house.rows<{ id: string; measure_id: string | null }>(
      "select id, measure_id from core_instructions where account_id = $1 and state in ('queued', 'sent') order by sequence",
      [account.accountId],
    );
    for (const { id, measure_id: measureId } of waiting) {
      coreSequence += 1;
      const answered = await house.run(
        confirmInstruction,
        {
          instructionId: id,
          ...(measureId ? { measureId } : {}),
          accountNumber: account.coreNumber,
          outcome,
          reason: outcome === "rejected" ? "account_unknown" : null,
          coreSequence,
        },
        { as: house.system("system:core"), key: newId() },
      );
      if (!answered.ok) throw new Error(answered.code);
    }
  };

  const pendingOf = async (reportId: string): Promise<string> => {
    const [found] = await house.rows<{ id: string }>(
      "select id from approvals where subject_id = $1 and status = 'pending'",
      [reportId],
    );
    if (!found) throw new Error("nothing proposed");
    return found.id;
  };
  const approve = async (approvalId: string, as: Person = lead) => {
    const detail = await house.ask(approvalDetail, { approvalId }, { as });
    await house.stepUp(as);
    return house.run(approveProposal, { approvalId, seenDigest: detail.current?.digest ?? "" }, { as });
  };
  const reject = async (approvalId: string, decisionCode: string, as: Person = lead) => {
    await house.stepUp(as);
    return house.run(rejectProposal, { approvalId, decisionCode, note: "身份未核清" }, { as });
  };
  const items = (subjectId: string, kind: string) =>
    house.rows<{ state: string }>("select state from work_items where subject_id = $1 and kind = $2", [
      subjectId,
      kind,
    ]);

  return { agent, lead, report, reported, row, measures, answerAll, pendingOf, approve, reject, items };
}

/** Binds a made-up card to an account. Gives its id. */
export async function bindCard(house: House, account: MadeAccount): Promise<string> {
  const id = newId();
  await house.rows(
    `insert into bound_cards (id, programme_id, legal_entity_id, account_id, customer_id, bank, type, number_sealed, bound_on, status)
     select $1, programme_id, legal_entity_id, id, customer_id, '样本银行', 'debit', '', '2026-01-05', 'bound' from accounts where id = $2`,
    [id, account.accountId],
  );
  return id;
}

/** A further open account of a customer. */
export async function addAccount(house: House, account: MadeAccount, number: string): Promise<string> {
  const id = newId();
  await house.rows(
    `insert into accounts (id, programme_id, legal_entity_id, customer_id, number, core_number_sealed, account_class, currency, status,
       opened_on, created_at)
     select $1, programme_id, legal_entity_id, customer_id, $3, core_number_sealed, 3, 'CNY', 'open', '2026-02-01', created_at
     from accounts where id = $2`,
    [id, account.accountId, number],
  );
  return id;
}
