import { sql } from "drizzle-orm";
import { mayPort } from "@/domain/packages/decisions";
import { preparePackageInput } from "@/domain/packages/schema";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { preparePackage } from "../prepare";
import { PACKAGE } from "../store";

/**
 * Begins a package that answers no registered request: one that could not be built before, or that a colleague owes. He says
 * that the identity is proven; data that move meet the conditions of the regulation besides.
 */
export const preparePackageByHand = command({
  name: "packages.package.prepare",
  permission: "packages.prepare",
  input: preparePackageInput,
  stepUp: true,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, { customerId, form, identityProven }) {
    const { tx, actor, now, rules } = scope;
    const { rows } = await tx.execute<{ kind: "person" | "enterprise" }>(sql`select kind from customers
      where id = ${customerId}::uuid and programme_id = ${actor.programmeId}`);
    const { kind } = rows[0] ?? notFound();
    if (form === "portability") {
      const may = mayPort({ identityProven, kind, feasible: true }, rules, shanghaiDate(now));
      if (!may.ok) return may;
    }
    const { packageId, number, audit, events } = await preparePackage(scope, { requestId: null, customerId, form });
    const [first, ...rest] = audit;
    if (!first) throw new Error(`a ${PACKAGE} without an entry`);
    return committed({ result: { packageId, number }, audit: [first, ...rest], events });
  },
});
