import { ofCustomer, type TableMaps } from "./model";

/**
 * What was recorded about a customer by codes and references alone: what he agreed to, whom his data went to, what was decided
 * by itself. Nothing in it names him once the rest is gone: the rows stay, since they prove what the house did.
 */
export const REGISTERS_MAP: TableMaps = {
  consent_events: ofCustomer({ section: "consents" }),
  sharing_disclosures: ofCustomer({ section: "sharing" }),
  sharing_stops: ofCustomer({ section: "sharing" }),
  sharing_notices: ofCustomer({ section: "sharing" }),
  kyc_class_changes: ofCustomer({ section: "automatic-decisions" }),
  decision_reviews: ofCustomer({ section: "automatic-decisions" }),
};
