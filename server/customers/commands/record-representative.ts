import { sql } from "drizzle-orm";
import { ENTERPRISE_ROWS_MAX } from "@/domain/customers/policy";
import { recordRepresentativeInput } from "@/domain/customers/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { insertRepresentative, lockEnterprise, readParty } from "../enterprise-store";

/** Records who acts for an enterprise. Refuses a second legal representative, a future date and a wrong number. */
export const recordRepresentative = command({
  name: "customers.representative.record",
  permission: "customers.enterprise.record",
  input: recordRepresentativeInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, input) {
    const { tx, actor, now, newId } = scope;
    const { customerId, role, documentType, since } = input;
    const enterprise = await lockEnterprise(scope, customerId);
    if (!enterprise.ok) return enterprise;
    if (since > shanghaiDate(now)) return refuse("customers.representative.since-future", { field: "since" });
    const party = readParty(scope, input);
    if (!party.ok) return party;
    const { rows } = await tx.execute<{ legal: number; all: number }>(sql`select count(*)::int as all,
        count(*) filter (where role = 'legal-representative' and ended_at is null)::int as legal
      from representatives where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId}`);
    const there = rows[0] ?? { legal: 0, all: 0 };
    if (there.all >= ENTERPRISE_ROWS_MAX) {
      return refuse("customers.enterprise.full", { params: { most: ENTERPRISE_ROWS_MAX } });
    }
    if (role === "legal-representative" && there.legal > 0) {
      return refuse("customers.representative.one-legal", { field: "role" });
    }
    const id = newId<"representative">();
    await insertRepresentative(scope, { id, customerId, role, documentType, since, party: party.value });
    return committed({
      result: { representativeId: id },
      audit: [
        {
          kind: "customers.representative.record",
          subject: { type: "customer", id: customerId },
          data: { representative: id, role, documentType, since },
        },
      ],
    });
  },
});
