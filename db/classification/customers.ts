import { identity, plain, SCOPE, type TableClass } from "../data-classes";

/** The columns of who acts for and who owns an enterprise. */
export const ENTERPRISE_CLASSES: Readonly<Record<string, TableClass>> = {
  representatives: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "customer_id recorded_by ended_by",
      code: "role document_type",
      fact: "since ended_on",
      time: "recorded_at ended_at",
    }),
    name_sealed: identity("name of a representative"),
    document_sealed: identity("identity document number of a representative"),
  },
  ownership_stakes: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "customer_id above_id recorded_by ended_by",
      code: "kind document_type",
      fact: "share_bp",
      time: "recorded_at ended_at",
    }),
    name_sealed: identity("name of an owner"),
    document_sealed: identity("document number of an owner"),
    party_key: identity("document number of an owner, to tell who is the same", { kind: "keyed-hash" }),
  },
};
