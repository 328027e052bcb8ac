import { plain, SCOPE, SEALED, type TableClass } from "../data-classes";

/** The columns of evidence. Contents lie outside the database, sealed under the file's own key. */
export const evidenceClassification: Readonly<Record<string, TableClass>> = {
  evidence_files: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "subject_id customer_id uploaded_by",
      code: "clearance subject_type kind retention_class state media_type end_code",
      fact: "bytes pages sha256",
      time: "uploaded_at expires_at ready_at used_at damaged_at ended_at keep_until",
      system: "version",
    }),
    name_sealed: {
      grade: "C2",
      of: "customer",
      data: "the name of a file, which people put names and numbers into",
      purpose: "tell files apart",
      retention: { class: "casework", rule: "law-aml-34" },
      protection: SEALED,
    },
  },
  evidence_blobs: plain({
    id: "id",
    scope: SCOPE,
    reference: "file_id",
    code: "part media_type",
    fact: "page width height plain_bytes sha256",
    system: "store_name written",
    time: "created_at",
  }),
};
