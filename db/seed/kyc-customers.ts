import { sql } from "drizzle-orm";
import { createKey } from "@/server/connections/public";
import { sealField } from "@/server/customers/public";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { inScope, type Scope } from "@/server/kernel/scope";
import type { SeedWorld } from "./world";

/** A customer of the demo who hands something in, with what is on record of him in clear. */
export type DemoCustomer = {
  readonly id: string;
  readonly number: string;
  /** How the wallet's own systems call him. */
  readonly ref: string;
  readonly declared: { name: string; phone: string; address: string; number: string; occupation: string | null };
  /** Somebody else's telephone. */
  readonly other: { readonly phone: string };
};

type Row = {
  id: string;
  number: string;
  occupation: string | null;
  name_sealed: Buffer;
  phone_sealed: Buffer;
  address_sealed: Buffer;
  document_id: string;
  number_sealed: Buffer;
};

const SYSTEM: Principal = { kind: "system", name: "system:seed", programmeId: "pay" };

/** The oldest active customers of a kind with an open account, named by the wallet's own references from now on. */
export function demoCustomers(
  { runtime }: SeedWorld,
  kind: "person" | "enterprise",
  count: number,
): Promise<DemoCustomer[]> {
  return inScope(runtime, SYSTEM, "write", async (scope) => {
    const { rows } = await scope.tx.execute<Row>(sql`select c.id, c.number, c.occupation, c.name_sealed, c.phone_sealed,
        c.address_sealed, d.id as document_id, d.number_sealed
      from customers c join identity_documents d on d.customer_id = c.id and d.type in ('resident-id', 'business-licence')
      where c.programme_id = 'pay' and c.kind = ${kind} and c.status = 'active'
        and exists (select from accounts a where a.customer_id = c.id and a.status = 'open')
      order by exists (select from ownership_stakes o where o.customer_id = c.id) desc, c.number limit ${count + 1}`);
    const opened: Omit<DemoCustomer, "other">[] = [];
    for (const row of rows) opened.push(await open(scope, row));
    const made = opened.map((one, at) => ({
      ...one,
      other: { phone: opened[(at + 1) % opened.length]?.declared.phone ?? "" },
    }));
    for (const customer of made) await name(scope, customer);
    return { keep: true, value: made.slice(0, count).reverse() };
  });
}

async function open({ vault }: Scope, row: Row): Promise<Omit<DemoCustomer, "other">> {
  const at = (column: string, sealed: Buffer) => ({ place: { table: "customers", column, rowId: row.id }, sealed });
  const [clear = "", phone = "", address = "", number = ""] = await vault.openAll([
    at("name_sealed", row.name_sealed),
    at("phone_sealed", row.phone_sealed),
    at("address_sealed", row.address_sealed),
    {
      place: { table: "identity_documents", column: "number_sealed", rowId: row.document_id },
      sealed: row.number_sealed,
    },
  ]);
  const { occupation } = row;
  const declared = { name: clear ?? "", phone: phone ?? "", address: address ?? "", number: number ?? "", occupation };
  return { id: row.id, number: row.number, ref: `W${row.number.slice(2)}`, declared };
}

async function name(scope: Scope, { id, ref }: DemoCustomer): Promise<void> {
  const { column, sealed } = await sealField(scope, id, "externalRef", ref);
  await scope.tx.execute(sql`update customers set ${sql.identifier(column)} = ${sealed} where id = ${id}::uuid`);
}

/** The key by which the wallet's sign-up hands submissions in; its token is thrown away. */
export async function demoKey({ runtime, people, clock }: SeedWorld): Promise<Principal> {
  const principal = people.get("admin@hengchuan.example");
  if (!principal) throw new Error("no administrator among the demo people");
  await runtime.pool.query("update sessions set step_up_at = $2 where id = $1", [principal.sessionId, clock.now()]);
  const scopes = ["submissions.write", "submissions.read"] as const;
  const input = { name: "钱包开户", source: "wallet", scopes: [...scopes], days: 90, addresses: [] };
  const made = await execute(runtime, createKey, { principal, input, key: newId(), requestId: newId() });
  if (!made.ok) throw new Error(`key: ${made.code}`);
  return { kind: "client", keyId: made.result.keyId, programmeId: "pay" };
}
