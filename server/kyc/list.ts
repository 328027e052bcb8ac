import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { Origin, Purpose, SubjectKind, SubmissionState } from "@/domain/kyc/model";
import { submissionRow, submissionsList } from "@/domain/kyc/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { type ListSql, runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { KYC_ITEM } from "./case";

const map: ListSql<typeof submissionsList> = {
  filters: {
    state: sql`s.status`,
    purpose: sql`s.kind`,
    subject: sql`s.subject_kind`,
    origin: sql`s.origin`,
    worst: sql`case when s.failed > 0 then 'failed' when s.warned > 0 then 'warned' else 'clean' end`,
    received: sql`(s.received_at at time zone 'Asia/Shanghai')::date`,
    number: sql`s.number`,
    customerId: sql`s.customer_id`,
  },
  sorts: { receivedAt: { by: sql`s.received_at`, type: "timestamptz" } },
  id: sql`s.id`,
};

/** A customer's column, read for the rows of the page alone: a join would read it for every row that is counted. */
const ofCustomer = (column: "number" | "name_sealed") =>
  sql`(select ${sql.raw(`c.${column}`)} from customers c where c.id = s.customer_id)`;

type Row = CustomerColumns & {
  id: string;
  number: string;
  kind: Purpose;
  subject_kind: SubjectKind;
  origin: Origin;
  status: SubmissionState;
  failed: number;
  warned: number;
  received_at: string;
  decided_at: string | null;
  due_at: string | null;
};

/** Submissions, the latest first, customers masked, with the date their item is due where one is open. */
export const submissionsQuery = query({
  name: "kyc.submissions.list",
  permission: "kyc.read",
  clearance: "general",
  input: listInput(submissionsList),
  output: listOutput(submissionRow),
  async resolve(scope, input) {
    const page = await runList<typeof submissionsList, Row>(scope.tx, submissionsList, input, {
      select: sql`s.id, s.number, s.customer_id, ${ofCustomer("number")} as customer_number,
        ${ofCustomer("name_sealed")} as customer_name, s.kind, s.subject_kind, s.origin, s.status, s.failed, s.warned,
        s.received_at, s.decided_at, (select w.due_at from work_items w where w.kind = ${KYC_ITEM} and w.subject_id = s.id
          and w.state = 'open') as due_at`,
      from: sql`kyc_submissions s`,
      where: [sql`s.programme_id = ${scope.actor.programmeId}`],
      map,
    });
    const customers = await customerRefs(scope, page.rows);
    return {
      ...page,
      rows: page.rows.flatMap((row, at) => {
        const customer = customers[at];
        if (!customer) return [];
        return [
          {
            id: row.id,
            number: row.number,
            customer,
            purpose: row.kind,
            subject: row.subject_kind,
            origin: row.origin,
            state: row.status,
            failed: row.failed,
            warned: row.warned,
            receivedAt: toInstant(row.received_at),
            decidedAt: toInstantOrNull(row.decided_at),
            dueAt: toInstantOrNull(row.due_at),
          },
        ];
      }),
    };
  },
});
