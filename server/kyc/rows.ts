import { sql } from "drizzle-orm";
import { alignRows } from "@/domain/kyc/bench-rows";
import type { RegistryAnswers } from "@/domain/kyc/model";
import type { BenchRow } from "@/domain/kyc/schema";
import { type CustomerColumns, type CustomerRef, customerRefs } from "@/server/customers/public";
import type { Scope } from "@/server/kernel/scope";
import { loadChannels, loadDocuments, type StoredChannel } from "./document-store";
import { recordedOf } from "./recorded";
import { openDeclared, openReadings } from "./sealed";
import type { StoredSubmission } from "./store";

/** The customers of submissions, masked, by submission. */
export async function customersOf(
  scope: Scope,
  submissionIds: readonly string[],
): Promise<ReadonlyMap<string, CustomerRef>> {
  if (submissionIds.length === 0) return new Map();
  const { rows } = await scope.tx.execute<CustomerColumns & { id: string }>(sql`select s.id, s.customer_id,
      c.number as customer_number, c.name_sealed as customer_name
    from kyc_submissions s join customers c on c.id = s.customer_id
    where s.id in ${[...submissionIds]} and s.programme_id = ${scope.actor.programmeId}`);
  const refs = await customerRefs(scope, rows);
  return new Map(
    rows.flatMap((row, at) => {
      const ref = refs[at];
      return ref ? [[row.id, ref] as const] : [];
    }),
  );
}

/** What the registries answered, field by field: a mismatch of one is not made good by a match of another. */
export function answersOf(channels: readonly StoredChannel[]): RegistryAnswers {
  const answers: Record<string, string> = {};
  for (const channel of channels) {
    for (const [field, answer] of Object.entries(channel.answers)) {
      if (answers[field] === "mismatch" || (answer === "not-given" && answers[field] !== undefined)) continue;
      answers[field] = answer;
    }
  }
  return answers as RegistryAnswers;
}

/** The rows of the bench in clear: only fields that were declared, read or asked. */
export async function benchRows(scope: Scope, submission: StoredSubmission): Promise<BenchRow[]> {
  const declared = await openDeclared(scope, submission);
  const readings = await openReadings(scope, await loadDocuments(scope, submission.id));
  const rows = alignRows({
    subject: submission.subject,
    declared,
    readings,
    recorded: await recordedOf(scope, submission.customerId, declared.idType),
    registry: answersOf(await loadChannels(scope, submission.id)),
  });
  return rows.map((row) => ({ ...row, readings: [...row.readings] }));
}
