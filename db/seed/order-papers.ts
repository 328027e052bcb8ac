import { PAPER_CHECKS, STATED_ITEMS } from "@/domain/orders/model";
import type { PaperInput } from "@/domain/orders/schema";
import type { SeedWorld } from "./world";

export const OFFICERS = [
  { name: "样本甲", credential: "样0001" },
  { name: "样本乙", credential: "样0002" },
];
export const POLICE = {
  authority: "police",
  authorityName: "示例市公安局",
  caseNumber: "示公经字〔2026〕1号",
} as const;
export const COURT = { authority: "court", authorityName: "示例市人民法院", caseNumber: "（2026）示执1号" } as const;

/** A whole paper of two officers on one account, a police freeze unless the story says otherwise. */
export function paperOf(world: SeedWorld, accountNumber: string, changes: Partial<PaperInput>): PaperInput {
  const now = world.clock.now();
  return {
    ...POLICE,
    basis: "criminal",
    act: "freeze",
    documentNumber: "示公冻财字〔2026〕1号",
    documentOn: now.slice(0, 10),
    target: "account",
    targetName: accountNumber,
    extent: { scope: "all", amountMinor: null },
    term: { unit: "months", count: 6 },
    checks: [...PAPER_CHECKS],
    stated: [...STATED_ITEMS],
    disclosure: null,
    aboutId: null,
    officers: OFFICERS,
    receivedAt: now,
    note: "",
    ...changes,
  };
}

export type Untouched = { readonly id: string; readonly number: string };

/** Open accounts of people that no other story concerns, those opened last first. */
export async function untouchedAccounts({ runtime }: SeedWorld, most: number): Promise<readonly Untouched[]> {
  const { rows } = await runtime.pool.query<Untouched>(
    `select a.id, a.number from accounts a join customers c on c.id = a.customer_id
     where a.programme_id = 'pay' and a.status = 'open' and c.kind = 'person' and a.balance_minor > 100000
       and not exists (select from measures m where m.customer_id = c.id)
       and not exists (select from kyc_submissions s where s.customer_id = c.id)
       and not exists (select from reverifications r where r.customer_id = c.id)
       and not exists (select from loss_reports l where l.customer_id = c.id)
       and not exists (select from orders o where o.customer_id = c.id)
     order by a.number desc limit $1`,
    [most],
  );
  return rows;
}
