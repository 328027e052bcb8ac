import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import { ADJUSTMENTS_LIST, adjustmentListRow } from "@/domain/limits/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { instant } from "@/domain/shared/time";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { AdjustmentRow } from "./store";
import { lastDayOf } from "./telling";

type Row = CustomerColumns &
  Pick<
    AdjustmentRow,
    "id" | "number" | "account_id" | "kind" | "direction" | "value" | "day_minor" | "requested_at" | "ends_at"
  > & { account_number: string; state: "proposed" | "in-force" };

/** Changed limits of all accounts that hold or wait for a second person; what ends first first, what has no end last. */
export const adjustmentsList = query({
  name: "limits.adjustments.list",
  permission: "limits.read",
  clearance: "general",
  input: listInput(ADJUSTMENTS_LIST),
  output: listOutput(adjustmentListRow),
  async resolve(scope, input) {
    const page = await runList<typeof ADJUSTMENTS_LIST, Row>(scope.tx, ADJUSTMENTS_LIST, input, {
      select: sql`l.id, l.number, l.account_id, a.number as account_number, l.kind, l.direction, l.value, l.day_minor, l.state,
        l.requested_at, l.ends_at, c.id as customer_id, c.number as customer_number, c.name_sealed as customer_name`,
      from: sql`limit_adjustments l join accounts a on a.id = l.account_id join customers c on c.id = l.customer_id`,
      where: [sql`l.programme_id = ${scope.actor.programmeId}`, sql`l.state in ('proposed', 'in-force')`],
      map: {
        filters: {
          state: sql`l.state`,
          kind: sql`l.kind`,
          direction: sql`l.direction`,
          ends: sql`((l.ends_at at time zone 'Asia/Shanghai')::date - 1)`,
        },
        sorts: {
          endsAt: { by: sql`coalesce(l.ends_at, 'infinity')`, type: "timestamptz" },
          requestedAt: { by: sql`l.requested_at`, type: "timestamptz" },
        },
        id: sql`l.id`,
      },
    });
    const refs = await customerRefs(scope, page.rows);
    return {
      ...page,
      rows: page.rows.map((row, at) => ({
        id: row.id,
        number: row.number,
        account: { id: row.account_id, number: row.account_number },
        customer: refs[at] ?? notFound(),
        kind: row.kind,
        direction: row.direction,
        value: BigInt(row.value),
        dayMinor: row.day_minor === null ? null : BigInt(row.day_minor),
        state: row.state,
        requestedAt: toInstant(row.requested_at),
        until: row.ends_at === null ? null : lastDayOf(instant(toInstant(row.ends_at))),
      })),
    };
  },
});
