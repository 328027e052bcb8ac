import { sql } from "drizzle-orm";
import { askAgainFrom, boundBy, covered, versionInForce } from "@/domain/consents/decisions";
import { DOCUMENT_NAMES, DOCUMENTS, type PolicyDocument, PURPOSE_NAMES, PURPOSES } from "@/domain/consents/model";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { publishedVersions, type StoredVersion, statesOf } from "./store";

/** Where a customer stands with every purpose now, which versions he may agree to, and by which he is bound. Not found elsewhere. */
export async function customerStanding(scope: Scope, customerId: string) {
  const { tx, actor, now, rules } = scope;
  const { rows } = await tx.execute(
    sql`select from customers where id = ${customerId}::uuid and programme_id = ${actor.programmeId}`,
  );
  if (rows.length === 0) notFound();
  const versions = await publishedVersions(scope);
  const states = new Map((await statesOf(scope, customerId)).map((state) => [state.purpose, state]));
  const labels = new Map(versions.map(({ id, label }) => [id, label]));
  const purposes = PURPOSE_NAMES.map((purpose) => {
    const state = states.get(purpose) ?? null;
    const verdict = covered(purpose, state, versions, now, rules);
    const askFrom = state?.change !== "given" && state?.refusedAt ? askAgainFrom(state.refusedAt) : null;
    return {
      purpose,
      need: PURPOSES[purpose].need,
      basis: PURPOSES[purpose].basis,
      covered: verdict.ok,
      change: state?.change ?? null,
      at: state?.at ?? null,
      label: state?.versionId ? (labels.get(state.versionId) ?? null) : null,
      askFrom: askFrom !== null && askFrom > now ? askFrom : null,
      rules: verdict.basis.map(({ ruleId }) => ruleId),
    };
  });
  const inForce = DOCUMENT_NAMES.flatMap((document) => {
    const version = versionInForce(versions, document, now) as StoredVersion | undefined;
    return version ? [{ id: version.id, document, label: version.label, purposes: version.purposes }] : [];
  });
  const offered = inForce.filter((version) =>
    version.purposes.some((purpose) => PURPOSES[purpose].need === "optional"),
  );
  return {
    purposes,
    versions: offered.map(({ id, document, label }) => ({ id, document, label })),
    bound: await boundTo(scope, customerId, versions),
  };
}

async function boundTo({ tx, actor, now }: Scope, customerId: string, versions: readonly StoredVersion[]) {
  const { rows } = await tx.execute<{ policy_version_id: string }>(sql`select policy_version_id from policy_acceptances
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId}`);
  const accepted = new Set(rows.map((row) => row.policy_version_id));
  const agreements = DOCUMENT_NAMES.filter((document) => DOCUMENTS[document] === "payment-agreement");
  return agreements.flatMap((document: PolicyDocument) => {
    const bound = boundBy(versions, accepted, document, now) as StoredVersion | undefined;
    if (!bound) return [];
    return [{ document, label: bound.label, latest: versionInForce(versions, document, now)?.id === bound.id }];
  });
}
