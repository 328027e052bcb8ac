import { sql } from "drizzle-orm";
import { packageBasis } from "@/domain/packages/decisions";
import type { PackageForm } from "@/domain/packages/model";
import { shanghaiDate } from "@/domain/shared/time";
import type { SystemEffect } from "@/server/controls/public";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { packageAsked } from "./events";
import { PACKAGE } from "./store";

/** What is asked for: whose data, in which form, and the request it answers, if one. */
export type PackageAsked = {
  readonly requestId: string | null;
  readonly customerId: string;
  readonly form: PackageForm;
};
export type NewPackage = SystemEffect & { readonly packageId: string; readonly number: string };

/**
 * Begins a package in the caller's transaction; the worker builds it after the commit and tells whoever listens. The caller
 * has proven whose data may be given to whom. Throws not-found for a customer out of sight.
 */
export async function preparePackage(scope: Scope, asked: PackageAsked): Promise<NewPackage> {
  const { tx, actor, now, newId, rules } = scope;
  const { requestId, customerId, form } = asked;
  const { rows } = await tx.execute<{ language: string | null }>(sql`select g.language from customers c
    left join customer_languages g on g.customer_id = c.id
    where c.id = ${customerId}::uuid and c.programme_id = ${actor.programmeId}`);
  const language = (rows[0] ?? notFound()).language ?? "zh-CN";
  const packageId: string = newId<"package">();
  const number = await takeNumber(tx, "package");
  await tx.execute(sql`insert into subject_packages (id, programme_id, legal_entity_id, number, request_id, customer_id, form, language, state,
      asked_by, asked_at)
    values (${packageId}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${requestId}::uuid, ${customerId}::uuid, ${form},
      ${language}, 'building', ${actor.id}, ${now}::timestamptz)`);
  return {
    packageId,
    number,
    audit: [
      {
        kind: "packages.package.prepare",
        subject: { type: PACKAGE, id: packageId },
        basis: packageBasis(form, rules, shanghaiDate(now)),
        data: { number, customer: customerId, request: requestId, form },
      },
    ],
    events: [packageAsked({ packageId })],
  };
}
