import { PAPER_CHECKS, STATED_ITEMS } from "@/domain/orders/model";
import type { PaperInput } from "@/domain/orders/schema";
import { road } from "@/server/controls/testing";
import type { Principal } from "@/server/kernel/actor";
import type { MadeAccount } from "@/server/kernel/testing/factories";
import type { House } from "@/server/kernel/testing/house";
import { registerOrder } from "./commands/register-order";

export const OFFICE_OF_PAPERS = "示例市公安局";
export const CASE_OF_PAPERS = "示公经字〔2026〕1号";

let series = 0;
let answers = 0;

/** A whole paper of the police that freezes an account for half a year; `changes` over it. Officers and offices are made up. */
export function paperFor(
  account: Pick<MadeAccount, "accountNumber">,
  now: string,
  changes: Partial<PaperInput> = {},
): PaperInput {
  series += 1;
  return {
    authority: "police",
    authorityName: OFFICE_OF_PAPERS,
    basis: "criminal",
    act: "freeze",
    documentNumber: `示公冻财字〔2026〕${series}号`,
    documentOn: "2026-10-09",
    caseNumber: CASE_OF_PAPERS,
    target: "account",
    targetName: account.accountNumber,
    extent: { scope: "all", amountMinor: null },
    term: { unit: "months", count: 6 },
    checks: [...PAPER_CHECKS],
    stated: [...STATED_ITEMS],
    disclosure: null,
    aboutId: null,
    officers: [
      { name: "样本甲", credential: "样0001" },
      { name: "样本乙", credential: "样0002" },
    ],
    receivedAt: now,
    note: "",
    ...changes,
  };
}

/** The counter in tests: taking papers in, and the core answering. */
export function counter(house: House) {
  const way = road(house);
  const officer = house.as("compliance-officer");

  const take = async (account: MadeAccount, changes: Partial<PaperInput> = {}, as: Principal = officer) => {
    const outcome = await house.run(registerOrder, paperFor(account, house.clock.now(), changes), { as });
    if (!outcome.ok) return outcome.code;
    const [first] = outcome.result.orders;
    if (!first) throw new Error("no order");
    return first;
  };

  /** The same, where it must be carried out. */
  const given = async (account: MadeAccount, changes: Partial<PaperInput> = {}, as: Principal = officer) => {
    const taken = await take(account, changes, as);
    if (typeof taken === "string") throw new Error(taken);
    return taken;
  };

  const measureOf = async (orderId: string): Promise<string> => {
    const [row] = await house.rows<{ measure_id: string }>(
      "select measure_id from order_acts where order_id = $1 and act in ('freeze', 'stop', 'deduct') order by id desc limit 1",
      [orderId],
    );
    if (!row) throw new Error("no measure");
    return row.measure_id;
  };

  /** The core confirms, or turns down, the newest instruction of an order's measure. */
  const confirm = async (orderId: string, outcome: "applied" | "rejected" = "applied") => {
    answers += 1;
    const event = { outcome, coreSequence: answers, eventId: `order-${answers}` };
    return way.answer(await measureOf(orderId), event);
  };

  const orderOf = async (orderId: string) => {
    const [row] = await house.rows<Record<string, unknown>>("select * from orders where id = $1", [orderId]);
    if (!row) throw new Error("no order");
    return row;
  };

  return { take, given, measureOf, confirm, orderOf, way, officer };
}
