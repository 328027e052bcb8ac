import { sql } from "drizzle-orm";
import type { SnapshotInput } from "@/domain/approvals/model";
import type { Effect, ProposalLine } from "@/server/approvals/public";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { evidenceFacts } from "@/server/evidence/public";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { subjectOf } from "./protect";
import { loadReport, type StoredReport } from "./store";

type OfReport = { readonly approvalId: string; readonly payload: { readonly reportId: string } };

/** What a proposal about a report rests on: any further notice, paper or change of state makes it void. */
export async function reportInputs(
  scope: Scope,
  reportId: string,
  options: { lock: boolean },
): Promise<SnapshotInput[]> {
  const report = await loadReport(scope, reportId, options);
  const { rows } = await scope.tx.execute<{ notices: number; refused: number }>(sql`select
    (select count(*)::int from loss_notices where report_id = ${reportId}::uuid) as notices,
    (select count(*)::int from loss_evidence where report_id = ${reportId}::uuid and state = 'refused') as refused`);
  const evidence = await evidenceFacts(scope, subjectOf(report));
  const input = (key: string, value: string, version: string): SnapshotInput => ({
    key,
    label: `losses.labels.input.${key}`,
    value,
    version,
    onChange: "void",
  });
  // The proposal itself moves the report on: only an end, or a state it was not proposed in, counts as a change.
  const stands = report.state === "restoring" || report.state === "awaiting-lead" ? "open" : report.state;
  const state = ["protected", "evidence", "confirmed"].includes(report.state) ? "open" : stands;
  return [
    input("state", report.number, state),
    input("notices", String(rows[0]?.notices ?? 0), String(rows[0]?.notices ?? 0)),
    input(
      "evidence",
      `${evidence.count} · ${evidence.digest.slice(0, 12)}`,
      `${evidence.digest}/${rows[0]?.refused ?? 0}`,
    ),
  ];
}

/** One entry about a report that a proposal touched. */
export function entry(
  report: StoredReport,
  { approvalId }: Pick<OfReport, "approvalId">,
  kind: AuditEvent["kind"],
  data: AuditData = {},
): Effect {
  return {
    audit: [{ kind, subject: subjectOf(report), data: { number: report.number, approval: approvalId, ...data } }],
    events: [],
  };
}

/** The lines of a list of proposals: the customers of their reports, masked. */
export async function describeReports(
  scope: Scope,
  proposals: readonly OfReport[],
): Promise<Map<string, ProposalLine>> {
  if (proposals.length === 0) return new Map();
  const ids = proposals.map(({ payload }) => payload.reportId);
  const { rows } = await scope.tx.execute<CustomerColumns & { id: string }>(sql`select r.id, r.customer_id,
      c.number as customer_number, c.name_sealed as customer_name
    from loss_reports r join customers c on c.id = r.customer_id
    where r.id in ${ids} and r.programme_id = ${scope.actor.programmeId}`);
  const refs = await customerRefs(scope, rows);
  const byReport = new Map(rows.map((row, at) => [row.id, refs[at]]));
  return new Map(
    proposals.flatMap(({ approvalId, payload }) => {
      const customer = byReport.get(payload.reportId);
      if (!customer) return [];
      const line: ProposalLine = {
        customerNumber: customer.number,
        customerName: customer.name,
        accountId: null,
        accountNumber: null,
        scope: null,
        reasonCode: null,
      };
      return [[approvalId, line] as const];
    }),
  );
}
