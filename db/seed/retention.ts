import { fictitiousCardNumber } from "@/domain/customers/card-number";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import { ERASE_TOGETHER } from "@/domain/retention/policy";
import { addDays, addDuration, addMonths, type LocalDate, localDate, shanghaiDate } from "@/domain/shared/time";
import { inScope } from "@/server/kernel/scope";
import { registerOrder } from "@/server/orders/commands/register-order";
import { deleteClass } from "@/server/retention/commands/delete-class";
import { endRelationship } from "@/server/retention/commands/end-relationship";
// What holds data beyond their day must be there when it is asked.
import "@/server/retention/desk-holds";
import { restrictSubject } from "@/server/retention/public";
import type { PlannedCustomer } from "./customers";
import { POLICE, paperOf } from "./order-papers";
import { personOf, run } from "./run";
import { type SeededAccount, storeCustomers } from "./store-customers";
import type { SeedWorld } from "./world";

const YEARS_KEPT = 10;
const PROGRAMME = { id: "pay", entity: "hengchuan-pay" } as const;

/** Former customers: their name, how long ago their account was closed, and whether something still holds their data. */
type Former = { readonly name: string; readonly years: number; readonly days: number; readonly held?: true };
const FORMER: readonly Former[] = [
  { name: "样本·旧户甲", years: YEARS_KEPT + 1, days: 40 },
  { name: "样本·旧户乙", years: YEARS_KEPT + 1, days: 12 },
  { name: "样本·旧户丙", years: YEARS_KEPT, days: -9 },
  { name: "样本·旧户丁", years: 6, days: 30 },
  { name: "样本·旧户戊", years: 0, days: 21 },
  { name: "样本·旧户己", years: YEARS_KEPT + 1, days: 70, held: true },
];
/** Numbers no other story of the demo uses. */
const FROM = 70_000;

/**
 * Former customers in every state of keeping: of some everything is erased, with its certificates; of others it waits for its day,
 * near and far; of one an order of the police holds it; and a customer of today who had his data stored only.
 */
export async function seedRetention(world: SeedWorld): Promise<void> {
  const present = world.clock.now();
  const today = shanghaiDate(present);
  const accounts = await storeFormer(world, today);
  world.clock.set(addDuration(present, { hours: -6 }));
  const held = accounts[FORMER.findIndex((one) => one.held)];
  if (held) await orderAbout(world, held, today);
  world.clock.set(addDuration(present, { hours: -3 }));
  const worker = { kind: "system", name: "system:worker", programmeId: PROGRAMME.id } as const;
  const customerIds = accounts.map(({ customerId }) => customerId);
  await run(world, worker, endRelationship, { customerIds: customerIds.slice(0, ERASE_TOGETHER) });
  for (const entryIds of await dueOf(world, customerIds)) await run(world, worker, deleteClass, { entryIds });
  await storedOnly(world);
  world.clock.set(present);
}

function planOf({ name, years, days }: Former, n: number, today: LocalDate): PlannedCustomer {
  const closed = addDays(addMonths(today, -12 * years), -days);
  const since = addMonths(closed, -30);
  return {
    kind: "person",
    name,
    phone: `154${String(FROM * 100 + n).padStart(8, "0")}`,
    address: `云汀省青岚市榆林区旧街${n + 1}号`,
    documentType: "resident-id",
    documentNumber: fictitiousIdentityNumber({ birthDate: localDate("1979-05-06"), area: 1, sequence: 900 + n }),
    validTo: addMonths(closed, 60),
    occupation: "other",
    nationality: "CN",
    since,
    status: "closed",
    accounts: [
      {
        coreNumber: `99${String(FROM + n).padStart(14, "0")}`,
        accountClass: 2,
        status: "closed",
        openedOn: since,
        openingMinor: 0,
        cards: [{ bank: "青岚银行", type: "debit", number: fictitiousCardNumber(FROM + n), boundOn: since }],
      },
    ],
  };
}

/** Puts them on record, each account closed on its day. */
async function storeFormer({ runtime }: SeedWorld, today: LocalDate): Promise<readonly SeededAccount[]> {
  const plans = FORMER.map((former, n) => planOf(former, n, today));
  const client = await runtime.pool.connect();
  try {
    const accounts = await storeCustomers(runtime, client, PROGRAMME, plans);
    for (const [n, { id }] of accounts.entries()) {
      const { years, days } = FORMER[n] ?? { years: 0, days: 0 };
      const closedOn = addDays(addMonths(today, -12 * years), -days);
      await client.query("update accounts set closed_on = $2, balance_minor = 0 where id = $1", [id, closedOn]);
    }
    return accounts;
  } finally {
    client.release();
  }
}

/** The police ask about one of them: until they have their answer, nothing of him goes. */
async function orderAbout(world: SeedWorld, { number }: SeededAccount, today: LocalDate): Promise<void> {
  const asked = {
    ...POLICE,
    act: "query",
    basis: "query",
    documentNumber: "示公查〔2026〕19号",
    extent: null,
    term: null,
    disclosure: { data: ["identity", "accounts"], from: addDays(today, -90), to: addDays(today, -30) },
  } as const;
  await run(world, personOf(world, "officer"), registerOrder, paperOf(world, number, asked as never));
}

/** Entries whose day has come, those of a customer together. */
async function dueOf({ runtime, clock }: SeedWorld, customerIds: readonly string[]): Promise<string[][]> {
  const { rows } = await runtime.pool.query<{ ids: string[] }>(
    `select array_agg(id::text order by id) as ids from retention_entries where customer_id = any($1) and state <> 'erased'
       and look_on <= $2 group by customer_id order by customer_id`,
    [customerIds, shanghaiDate(clock.now())],
  );
  return rows.map(({ ids }) => ids);
}

/** A customer whom no desk has in hand asked that his data be stored only. */
async function storedOnly(world: SeedWorld): Promise<void> {
  const { rows } = await world.runtime.pool.query<{ id: string }>(
    `select c.id from customers c where c.programme_id = 'pay' and c.kind = 'person' and c.status = 'active'
       and not exists (select from work_items w where w.customer_id = c.id)
       and not exists (select from measures m where m.customer_id = c.id)
       and not exists (select from privacy_requests p where p.customer_id = c.id)
       and not exists (select from subject_packages k where k.customer_id = c.id)
       and not exists (select from restricted_subjects r where r.customer_id = c.id) order by c.number desc limit 1`,
  );
  const customerId = rows[0]?.id;
  if (!customerId) return;
  await inScope(world.runtime, personOf(world, "privacy"), "write", async (scope) => {
    await restrictSubject(scope, { customerId, requestId: null, cause: "request" });
    return { keep: true, value: undefined };
  });
}
