import { sql } from "drizzle-orm";
import type { Declared, IdType } from "@/domain/kyc/model";
import type { Scope } from "@/server/kernel/scope";

type CustomerRow = {
  name: Buffer | null;
  phone: Buffer | null;
  address: Buffer | null;
  occupation: string | null;
  nationality: string | null;
};
type PaperRow = { id: string; number: Buffer; valid_from: string | null; valid_to: string | null };

const at = (table: string, column: string, rowId: string) => ({ table, column, rowId });

/** Papers of a customer of one type that hold, the newest first, with their numbers in clear. */
async function papersOf({ tx, actor, vault }: Scope, customerId: string, type: string) {
  const { rows } = await tx.execute<PaperRow>(sql`select id, number_sealed as number, valid_from, valid_to
    from identity_documents where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId}
      and type = ${type} and status <> 'replaced' order by created_at desc, id desc limit 20`);
  const numbers = await vault.openAll(
    rows.map((row) => ({ place: at("identity_documents", "number_sealed", row.id), sealed: row.number })),
  );
  return rows.map((row, n) => ({ number: numbers[n] ?? null, validFrom: row.valid_from, validTo: row.valid_to }));
}

/** The numbers on record of a customer's papers of one type, in clear. */
export async function recordedNumbers(scope: Scope, customerId: string, type: IdType): Promise<string[]> {
  const papers = await papersOf(scope, customerId, type);
  return papers.flatMap(({ number }) => (number === null ? [] : [number]));
}

/** What is on record of a customer, in clear, as the fields of the bench name it; of papers, the type declared. */
export async function recordedOf(scope: Scope, customerId: string, idType: string | undefined): Promise<Declared> {
  const { tx, actor, vault } = scope;
  const { rows } = await tx.execute<CustomerRow>(sql`select name_sealed as name, phone_sealed as phone,
      address_sealed as address, occupation, nationality
    from customers where id = ${customerId}::uuid and programme_id = ${actor.programmeId}`);
  const row = rows[0];
  if (!row) return {};
  const [name, phone, address] = await vault.openAll(
    (["name", "phone", "address"] as const).map((field) => ({
      place: at("customers", `${field}_sealed`, customerId),
      sealed: row[field],
    })),
  );
  const [paper] = idType === undefined ? [] : await papersOf(scope, customerId, idType);
  const found = {
    name,
    phone,
    address,
    occupation: row.occupation,
    nationality: row.nationality,
    idNumber: paper?.number,
    idValidFrom: paper?.validFrom,
    idValidTo: paper ? (paper.validTo ?? "long-term") : null,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => typeof value === "string"));
}
