/** The table a kind of subject's row lies in, and the column of it that holds the customer it is about. */
export type SubjectTable = { readonly table: string; readonly customer: string };

const of = (table: string, customer = "customer_id"): SubjectTable => ({ table, customer });

/** How a customer is found from a thing that a command names, by the kind of thing; what is not here is about no one customer. */
export const SUBJECT_TABLES: Readonly<Record<string, SubjectTable>> = {
  customer: of("customers", "id"),
  account: of("accounts"),
  approval: of("approvals"),
  submission: of("kyc_submissions"),
  "kyc-document": of("kyc_documents"),
  reverification: of("reverifications"),
  "limit-adjustment": of("limit_adjustments"),
  "loss-report": of("loss_reports"),
  closure: of("closures"),
  "closure-candidate": of("closure_candidates"),
  representative: of("representatives"),
  "ownership-stake": of("ownership_stakes"),
  letter: of("customer_letters"),
};
