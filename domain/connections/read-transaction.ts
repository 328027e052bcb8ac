import type { ImportLeg, ImportRow, Party } from "../ingestion/model";
import { parseAmount } from "../shared/money";
import { instant, shanghaiDate } from "../shared/time";
import { type TransactionRow, transactionRow } from "./api";

export type ReadTransaction =
  | { readonly ok: true; readonly row: ImportRow & { readonly sourceId: string } }
  | { readonly ok: false; readonly field: string | null; readonly code: string };

const bad = (field: string | null, code: string): ReadTransaction => ({
  ok: false,
  field,
  code: `connections.row.${code}`,
});

/**
 * Reads one row of the transactions door as the row of an import. Gives the field and a code for one that cannot be
 * taken; never the value. The business date is the Shanghai day of the moment.
 */
export function readTransaction(raw: unknown): ReadTransaction {
  const parsed = transactionRow.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const code = issue?.code === "unrecognized_keys" ? "unknown-field" : "malformed";
    return bad(issue && issue.path.length > 0 ? issue.path.join(".") : null, code);
  }
  return legsOf(parsed.data);
}

function legsOf(row: TransactionRow): ReadTransaction {
  const amount = parseAmount(row.amount, row.currency);
  if (!amount.ok) return bad("amount", `amount-${amount.problem}`);
  const balance = row.balanceAfter === undefined ? null : parseAmount(row.balanceAfter, row.currency);
  if (balance && !balance.ok) return bad("balanceAfter", `amount-${balance.problem}`);
  const occurredAt = instant(row.occurredAt);
  const businessDate = shanghaiDate(occurredAt);
  const year = Number(businessDate.slice(0, 4));
  if (year < 2000 || year > 2099) return bad("occurredAt", "time-range");
  const house = row.counterparty.customer === true;
  if (house && row.counterparty.ref === row.customer.ref) return bad("counterparty.ref", "same-party");
  const kind = row.counterparty.type;
  if (house && kind !== "person" && kind !== "enterprise") return bad("counterparty.type", "customer-type");
  const own: Party = { ref: row.customer.ref, kind: row.customer.kind, customer: true };
  const other: Party = { ref: row.counterparty.ref, kind, customer: house };
  const legs: ImportLeg[] = [
    { party: own, other, direction: row.direction, balanceAfterMinor: balance?.minor ?? null },
  ];
  if (house) {
    const direction = row.direction === "in" ? "out" : "in";
    legs.push({ party: other, other: own, direction, balanceAfterMinor: null });
  }
  return {
    ok: true,
    row: {
      sourceId: row.id,
      occurredAt,
      businessDate,
      kind: row.kind,
      cash: row.cash ?? false,
      crossBorder: row.crossBorder ?? false,
      amountMinor: amount.minor,
      currency: row.currency,
      legs,
    },
  };
}
