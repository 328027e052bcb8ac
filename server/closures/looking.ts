import { sql } from "drizzle-orm";
import type { z } from "zod";
import { assessClosure } from "@/domain/closures/conditions";
import type { ClosureKind, Remaining } from "@/domain/closures/model";
import type { closureLook, lookInput, remainingRow } from "@/domain/closures/schema";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { PaymentCore } from "@/server/controls/public";
import { maskedFields } from "@/server/customers/public";
import type { Principal } from "@/server/kernel/actor";
import { notFound } from "@/server/kernel/errors";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope, type Scope } from "@/server/kernel/scope";
import { closureFacts } from "./facts";
import { readLook, takeLook } from "./look";
import { cardFor, loadAccount, today } from "./store";

const PLACES: Readonly<Record<string, string>> = {
  measure: "/controls",
  "loss-report": "/losses",
  objection: "/objections",
};

/** One thing that remains, for the screen: with the page where it is seen to, where it has one. */
export function toRow({ code, subject, count, minor, currency }: Remaining): z.input<typeof remainingRow> {
  const place = subject && PLACES[subject.type];
  const href = place && subject ? `${place}/${subject.id}` : null;
  return { code, number: subject?.number ?? null, href, count, minor, currency };
}

/** The card that money would go back to: its bank and the end of its number. */
async function cardShown(scope: Scope, about: { accountId: string; kind: ClosureKind; subjectId: string | null }) {
  const id = await cardFor(scope, about);
  if (id === null) return null;
  const { rows } = await scope.tx.execute<{ bank: string; number_sealed: Buffer }>(
    sql`select bank, number_sealed from bound_cards where id = ${id}::uuid`,
  );
  const row = rows[0] ?? notFound();
  const [field] = await maskedFields(scope, [{ field: "card-number", rowId: id, sealed: row.number_sealed }]);
  return { bank: row.bank, end: field?.masked.end ?? "" };
}

/**
 * What stands between an account and its closing now: what the desks hold, and what the core says, asked with no
 * transaction open. The token proves the core's answer to this person for a short time; there is none where the core is
 * silent, and then nothing can be asked for. Throws AppError for what the caller may not do or see.
 */
export async function lookToClose(
  runtime: Runtime,
  core: Pick<PaymentCore, "dryRun">,
  caller: Principal,
  asked: z.output<typeof lookInput>,
): Promise<Result<z.input<typeof closureLook>>> {
  const taken = await takeLook(runtime, core, caller, asked.accountId);
  if (!taken.ok && taken.code !== "closures.look.unavailable") return refuse(taken.code);
  const told = taken.ok ? taken.value : null;
  return inScope(runtime, caller, "read", async (scope) => {
    const account = await loadAccount(scope, asked.accountId);
    const about = { ...asked, customerId: account.customerId };
    const look = told ? readLook(told.look) : NOTHING_KNOWN;
    const facts = await closureFacts(scope, about, look);
    const { value, basis } = assessClosure(facts, scope.rules, today(scope));
    const remaining = told ? value.remaining : [SILENT, ...facts.remaining];
    const shown = {
      token: told?.token ?? null,
      asOf: told?.asOf ?? null,
      look: told ? look : null,
      remaining: remaining.map(toRow),
      payOutMinor: value.payOutMinor,
      card: await cardShown(scope, about),
      basis: basis.map((ref) => ({ ...ref })),
    };
    return { keep: false, value: decided(shown) };
  });
}

const NOTHING_KNOWN = { availableMinor: 0n, heldMinor: 0n, currency: "CNY", inFlight: 0, standing: 0 };
const SILENT: Remaining = { code: "core-silent", subject: null, count: null, minor: null, currency: null };
