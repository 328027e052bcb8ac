/** What an audit entry says, as far as news are made of it. */
export type Entry = {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly outcome: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly data: Readonly<Record<string, unknown>>;
};

/** What leaves the house: a kind, a moment, and ids, codes and counts. */
export type News = {
  readonly type: WebhookKind | "ping";
  readonly timestamp: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
};

type Source = {
  readonly audit: string;
  readonly when?: (data: Entry["data"]) => boolean;
  /** Under which name the subject's id goes out, and which of the entry's fields go with it. */
  readonly subject: string;
  readonly fields: readonly string[];
};

/**
 * News that endpoints may choose, each from entries of the general audit log. What suspicion touches is in another log
 * and is never told.
 */
const SOURCES = {
  "measure.in-force": {
    audit: "controls.instruction.confirm",
    when: (data) => data.state === "in-force",
    subject: "measureId",
    fields: ["number", "state", "instruction"],
  },
  "measure.released": {
    audit: "controls.instruction.confirm",
    when: (data) => data.state === "released",
    subject: "measureId",
    fields: ["number", "state", "instruction"],
  },
  "measure.failed": {
    audit: "controls.instruction.fail",
    subject: "measureId",
    fields: ["number", "state", "instruction"],
  },
  "account.class-changed": {
    audit: "accounts.class.change",
    subject: "accountId",
    fields: ["number", "fromClass", "toClass"],
  },
  "large-value.found": {
    audit: "ingestion.batch.finalise",
    when: (data) => typeof data.candidates === "number" && data.candidates > 0,
    subject: "batchId",
    fields: ["number", "candidates", "firstDate", "lastDate"],
  },
  "large-value.checked": { audit: "reports.large-value.check", subject: "candidateId", fields: ["number"] },
  "import.finalised": {
    audit: "ingestion.batch.finalise",
    subject: "batchId",
    fields: ["number", "rows", "accepted", "rejected", "duplicate"],
  },
  "import.failed": { audit: "ingestion.batch.fail", subject: "batchId", fields: ["number"] },
  "import.withdrawn": { audit: "ingestion.batch.withdrawn", subject: "batchId", fields: ["number"] },
  "submission.received": {
    audit: "kyc.submission.submit",
    subject: "submissionId",
    fields: ["number", "purpose", "customerId"],
  },
  "submission.accepted": {
    audit: "kyc.submission.accept",
    subject: "submissionId",
    fields: ["number", "purpose", "customerId"],
  },
  "submission.rejected": {
    audit: "kyc.submission.reject",
    subject: "submissionId",
    fields: ["number", "purpose", "customerId"],
  },
  "customer.corrected": {
    audit: "corrections.correction.apply",
    subject: "correctionId",
    fields: ["number", "customerId", "fields"],
  },
  "request.opened": {
    audit: "kyc.request.open",
    subject: "requestId",
    fields: ["number", "customerId", "ground", "dueOn"],
  },
  "request.lapsed": { audit: "kyc.request.lapse", subject: "requestId", fields: ["number", "customerId"] },
} as const satisfies Record<string, Source>;

export type WebhookKind = keyof typeof SOURCES;

export const WEBHOOK_KINDS = Object.keys(SOURCES) as [WebhookKind, ...WebhookKind[]];

const AUDIT_WORDS: ReadonlySet<string> = new Set(Object.values(SOURCES).map(({ audit }) => audit));

/** The kinds of entries that news are made of. */
export const NEWS_ENTRIES: readonly string[] = [...AUDIT_WORDS];

const plain = (value: unknown): value is string | number | boolean | null =>
  value === null || typeof value === "number" || typeof value === "boolean" || typeof value === "string";

/** The news an entry is for somebody who chose these kinds. Refused and denied attempts are none. */
export function newsOf(entry: Entry, chosen: readonly string[]): readonly News[] {
  if (entry.outcome !== "committed" || !AUDIT_WORDS.has(entry.kind)) return [];
  return WEBHOOK_KINDS.flatMap((type) => {
    const source: Source = SOURCES[type];
    if (source.audit !== entry.kind || !chosen.includes(type) || (source.when && !source.when(entry.data))) return [];
    const fields = source.fields.flatMap((name) => {
      const value = entry.data[name];
      return plain(value) ? [[name, value] as const] : [];
    });
    return [{ type, timestamp: entry.at, data: { [source.subject]: entry.subject.id, ...Object.fromEntries(fields) } }];
  });
}
