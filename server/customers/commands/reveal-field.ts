import { type SQL, sql } from "drizzle-orm";
import { decideReveal } from "@/domain/customers/decisions";
import { REVEAL_FIELDS, type RevealField } from "@/domain/customers/fields";
import { revealInput } from "@/domain/customers/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { visibleKinds } from "@/domain/worklist/model";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { notRestricted } from "@/server/kernel/restricted";
import type { Scope } from "@/server/kernel/scope";
import { revealsToday } from "../reveal-count";

const SUBJECT_TYPES = {
  customers: "customer",
  identity_documents: "identity-document",
  accounts: "account",
  bound_cards: "card",
  representatives: "representative",
  ownership_stakes: "ownership-stake",
} as const;

type SealedRow = { customer_id: string; sealed: Buffer | null; open: boolean };

async function sealedRow({ tx, actor }: Scope, field: RevealField, id: string): Promise<SealedRow | undefined> {
  const { table, column } = REVEAL_FIELDS[field];
  const owner: SQL = table === "customers" ? sql`id` : sql`customer_id`;
  const { rows } = await tx.execute<SealedRow>(sql`select ${owner} as customer_id, ${sql.identifier(column)} as sealed,
      ${notRestricted(actor, table === "customers" ? "customers.id" : `${table}.customer_id`)} as open
    from ${sql.identifier(table)} where id = ${id} and programme_id = ${actor.programmeId}`);
  return rows[0];
}

async function itemIsOpen({ tx, actor }: Scope, itemId: string, customerId: string): Promise<boolean> {
  const kinds = visibleKinds(actor.permissions);
  if (kinds.length === 0) return false;
  const { rows } = await tx.execute(sql`select 1 from work_items where id = ${itemId} and customer_id = ${customerId}
    and programme_id = ${actor.programmeId} and state = 'open' and kind in ${kinds}`);
  return rows.length > 0;
}

/**
 * Shows one sealed value, once, for a reason. The audit entry names field, reason, item and count; the note stays with
 * it as an envelope under the customer's casework key, so that it is erased with the customer. The value is in the
 * answer alone: a replay answers without it.
 */
export const revealField = command({
  name: "customers.field.reveal",
  permission: "customers.reveal",
  input: revealInput,
  storesResult: false,
  subject: ({ field, subjectId }) => ({ type: SUBJECT_TYPES[REVEAL_FIELDS[field].table], id: subjectId }),
  async handle(scope, { field, subjectId, reason, note, itemId }) {
    const { vault, rules, now, newId } = scope;
    const row = await sealedRow(scope, field, subjectId);
    if (!row) return notFound();
    if (!row.open) return refuse("retention.subject.restricted");
    const itemOpen = itemId !== undefined && (await itemIsOpen(scope, itemId, row.customer_id));
    const request = { reason, note, itemNamed: itemId !== undefined, itemOpen };
    const decision = decideReveal(request, rules, shanghaiDate(now));
    if (!decision.ok) return decision;
    const { table, column } = REVEAL_FIELDS[field];
    const value = await vault.open({ table, column, rowId: subjectId }, row.sealed);
    if (value === null) return refuse("customers.reveal.nothing-kept");

    const revealId = newId<"reveal">();
    const owner = { type: "customer", id: row.customer_id, retentionClass: "casework" } as const;
    const place = { table: "audit_entries", column: "reveal_note", rowId: revealId };
    const noteSealed = await vault.seal(owner, place, decision.value.note);
    const countToday = (await revealsToday(scope)) + 1;
    return committed({
      result: { value, countToday },
      audit: [
        {
          kind: "customers.field.reveal",
          subject: { type: "customer", id: row.customer_id },
          basis: decision.basis,
          data: {
            reveal: revealId,
            field,
            row: subjectId,
            reason,
            item: itemId ?? null,
            countToday,
            noteSealed: noteSealed.toString("base64"),
          },
        },
      ],
    });
  },
});
