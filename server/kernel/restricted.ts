import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { SUBJECT_TABLES } from "@/db/data-map/subjects";
import type { Permission } from "@/domain/permissions";
import { isUuid } from "@/domain/shared/ids";
import type { Actor } from "./actor";

/** Who may still read what may only be stored. */
const READS_RESTRICTED: Permission = "retention.restricted.read";

type Who = Pick<Actor, "permissions">;

/** Whether data that may only be stored open for an actor: cleared people, and the system in its lawful duties. */
export const readsRestricted = ({ permissions }: Who): boolean => permissions.has(READS_RESTRICTED);

/** Whose a data key is. */
export type KeySubject = { readonly type: string; readonly id: string };

const RESTRICTED = `select customer_id as id from restricted_subjects where ended_at is null and customer_id = any($1::uuid[])`;
const WITH_FILES = `${RESTRICTED} union all select f.id from evidence_files f join restricted_subjects r
  on r.customer_id = f.customer_id and r.ended_at is null where f.id = any($2::uuid[])`;

/**
 * Which of these subjects have data that may only be stored: customers, and files about them. Asked of the database each time,
 * so that a key some process has open tells nothing to who may not read it. Gives their ids.
 */
export async function restrictedAmong(
  tx: Tx,
  actor: Who,
  subjects: readonly KeySubject[],
): Promise<ReadonlySet<string>> {
  if (readsRestricted(actor)) return new Set();
  const idsOf = (type: string) => [...new Set(subjects.flatMap((one) => (one.type === type ? [one.id] : [])))];
  const [customers, files] = [idsOf("customer"), idsOf("evidence-file")];
  if (customers.length === 0 && files.length === 0) return new Set();
  // On the road of every list: each connection plans it once.
  const { rows } = await tx.$client.query<{ id: string }>(
    files.length > 0
      ? { name: "restricted-files", text: WITH_FILES, values: [customers, files] }
      : { name: "restricted-customers", text: RESTRICTED, values: [customers] },
  );
  return new Set(rows.map(({ id }) => id));
}

/** A condition on a column that holds a customer's id: he is not one whose data may only be stored, or the actor may see it. */
export const notRestricted = (actor: Who, column: string) =>
  readsRestricted(actor)
    ? sql`true`
    : sql`not exists (select from restricted_subjects x where x.customer_id = ${sql.raw(column)} and x.ended_at is null)`;

/**
 * A condition on a column that holds a customer's id: he may be looked for. One who asked for the restriction himself still
 * has accounts, and calls about them; what is shown of him stays closed.
 */
export const mayBeFound = (actor: Who, column: string) =>
  readsRestricted(actor)
    ? sql`true`
    : sql`not exists (select from restricted_subjects x where x.customer_id = ${sql.raw(column)} and x.ended_at is null
        and x.cause <> 'request')`;

/** Whether a customer's data may only be stored and his relationship with the house is at its end. */
export async function isRestricted(tx: Tx, customerId: string): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select 1 from restricted_subjects where customer_id = ${customerId}::uuid and ended_at is null
      and cause <> 'request'`,
  );
  return rows.length > 0;
}

/**
 * Work that nobody begins for a subject whose data may only be stored; to answer him and the authorities goes on, and to keep
 * his money safe when he reports a loss: his accounts may still run.
 */
const PROCESSES = /^(kyc|reverification|limits|closures|customers|letters)\./;
/** To look at him is told by what opens; to bring what is open to its end lets his data go; a letter said again answers him. */
const GOES_ON = new Set(["customers.field.reveal", "kyc.submission.view", "letters.letter.repeat"]);
const ENDS = /\.(withdraw|reject|close|end|dismiss|expire|lapse)$/;
const AGREES = "approvals.approval.approve";

type Named = { readonly type: string; readonly id: string };
type Input = { readonly customerId?: unknown; readonly accountId?: unknown };

/**
 * Whether a person or a client would process, by a command, the data of a subject that may only be stored: one he names, or
 * one that whatever the command is about leads to. Saying yes to a proposal is doing what it proposes. Where he asked for it
 * while his accounts run, only looking is closed: the law's duties and his own business go on (law-pipl-44).
 */
export async function processesRestricted(
  tx: Tx,
  actor: Actor,
  { name, about, input }: { readonly name: string; readonly about: Named; readonly input: unknown },
): Promise<boolean> {
  if (actor.id.startsWith("system:")) return false;
  if (name === AGREES) return agreesToRestricted(tx, about.id);
  if (!PROCESSES.test(name) || GOES_ON.has(name) || ENDS.test(name)) return false;
  const { customerId, accountId } = (typeof input === "object" && input !== null ? input : {}) as Input;
  const named = [about, { type: "customer", id: customerId }, { type: "account", id: accountId }];
  const found = named.flatMap(({ type, id }) => {
    const place = SUBJECT_TABLES[type];
    return place && typeof id === "string" && isUuid(id) ? [{ ...place, id }] : [];
  });
  if (found.length === 0) return false;
  const customers = found.map(
    ({ table, customer, id }) =>
      sql`select s.${sql.identifier(customer)} from ${sql.identifier(table)} s where s.id = ${id}::uuid`,
  );
  const { rows } = await tx.execute(sql`select 1 from restricted_subjects where ended_at is null and cause <> 'request'
    and customer_id in (${sql.join(customers, sql` union all `)})`);
  return rows.length > 0;
}

async function agreesToRestricted(tx: Tx, approvalId: string): Promise<boolean> {
  if (!isUuid(approvalId)) return false;
  const { rows } = await tx.execute<{ kind: string }>(sql`select a.kind from approvals a
    join restricted_subjects r on r.customer_id = a.customer_id and r.ended_at is null and r.cause <> 'request' where a.id = ${approvalId}::uuid`);
  return rows.some(({ kind }) => PROCESSES.test(kind) && !kind.startsWith("closures."));
}
