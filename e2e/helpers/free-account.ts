import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { dataDir } from "./people";

export type FreeAccount = { readonly id: string; readonly number: string; readonly customerId: string };

/** What would already stand on a customer: nothing of it does. */
const UNTOUCHED = [
  "measures",
  "loss_reports",
  "closures",
  "closure_candidates",
  "objections",
  "orders",
  "electronic_orders",
  "reverifications",
  "kyc_submissions",
  "screening_hits",
  "limit_adjustments",
  "approvals",
]
  .map((table) => `and not exists (select from ${table} t where t.customer_id = c.id)`)
  .join(" ");

/** Accounts with money of people on whom nothing stands; the demo's own, by number: whoever joins meanwhile has no money. */
const FREE = `select distinct on (c.number) a.id, a.number, c.id as "customerId"
  from customers c join accounts a on a.customer_id = c.id
  where c.programme_id = 'pay' and c.kind = 'person' and c.status = 'active' and a.status = 'open' and a.balance_minor > 0
    ${UNTOUCHED} order by c.number, a.number`;

/** True for the first to claim a customer, in whatever worker. */
function claim(customerId: string): boolean {
  try {
    writeFileSync(join(dataDir(), `e2e-customer-${customerId}`), "", { flag: "wx" });
    return true;
  } catch {
    return false;
  }
}

/** An account that nothing restricts, whose customer no other test of this run touches. */
export async function takeFreeAccount(): Promise<FreeAccount> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query<FreeAccount>(FREE);
    const found = rows.find(({ customerId }) => claim(customerId));
    if (!found) throw new Error(`none of ${rows.length} accounts without measures is left`);
    return found;
  } finally {
    await client.end();
  }
}
