const PLACES: Readonly<Record<string, string>> = {
  approval: "/approvals",
  "large-value": "/reports/large-value",
  measure: "/controls",
  "core-failure": "/controls",
  "core-difference": "/controls/differences",
  "control-miss": "/completeness/misses",
  difference: "/completeness/differences",
  submission: "/kyc",
  "list-hit": "/screening",
  reverification: "/reverification",
  "reverification-hold": "/reverification/holds",
  order: "/orders",
  "electronic-order": "/orders/electronic",
  letter: "/letters",
  "loss-report": "/losses",
  objection: "/objections",
  incident: "/incidents",
  closure: "/closures",
  package: "/packages",
  correction: "/corrections",
  "privacy-request": "/privacy",
  "closure-candidate": "/closures/unused",
  account: "/accounts",
  customer: "/customers",
  "policy-version": "/consents/policies",
  "sharing-partner": "/sharing",
  "recipient-notice": "/sharing/notices",
  "processing-record": "/processing",
  "decision-review": "/processing/reviews",

  import: "/ingestion",
  "import-batch": "/ingestion",
};

/** The page of a thing, by what it is and its id; undefined for what has no page. */
export function itemHref(subjectType: string, subjectId: string): string | undefined {
  const place = PLACES[subjectType];
  return place && `${place}/${subjectId}`;
}
