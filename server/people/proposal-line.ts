import type { ProposalCase, ProposalLine } from "@/server/approvals/public";
import type { Scope } from "@/server/kernel/scope";

/** Lines of proposals about people: no customer, no account; whom they concern the people desk shows by itself. */
export async function personLine<P>(
  _scope: Scope,
  proposals: readonly ProposalCase<P>[],
): Promise<ReadonlyMap<string, ProposalLine>> {
  const nothing = {
    customerNumber: "",
    customerName: null,
    accountId: null,
    accountNumber: null,
    scope: null,
    reasonCode: null,
  };
  return new Map(proposals.map(({ approvalId }) => [approvalId, nothing]));
}
