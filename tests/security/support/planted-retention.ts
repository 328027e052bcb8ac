/** What is planted of the keeping and destroying of data, where a plain value of the column's type would not do. */
export const PLANTED_RETENTION = {
  retention_entries: {
    retention_class: "contact",
    disposition: "until",
    state: "scheduled",
    open: "{}",
    basis: "[]",
    anchor: "relationship-end",
    erased_at: null,
    certificate_id: null,
  },
  restricted_subjects: { cause: "closure", ended_at: null },
  retention_certificates: {
    retention_class: "contact",
    content:
      '{"format":"hegui-erasure-certificate","version":1,"number":"EC-000000","programme":"pay","legalEntity":"hengchuan-pay","subject":{"type":"customer","id":"019a0000-0000-7000-8000-0000000000f1"},"class":"contact","requestId":null,"keptUntil":null,"years":null,"anchor":null,"endedOn":null,"basis":[],"keys":[],"searchKeys":0,"files":0,"tables":{},"backups":"keys-apart","erasedAt":"2026-10-08T00:00:00.000Z","erasedBy":"system:worker"}',
  },
  retention_keepings: { clearance: "suspicion", retention_class: "contact" },
};
