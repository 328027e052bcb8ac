import { account, code, codes, type Disclosures, moment, partner, text } from "./model";

/** What he agreed to, whom his data were given to, and what was decided about him by itself. */
export const REGISTERS: Disclosures = {
  consent_events: {
    columns: {
      purpose: code("purpose", "given", "What it is about", "consents.purposes"),
      change: code("change", "given", "Agreed, refused or taken back", "consents.changes"),
      channel: code("channel", "given", "How it came", "consents.channels"),
      at: moment("at", "given", "When it was said"),
    },
  },
  sharing_disclosures: {
    columns: {
      partner_id: partner("partner", "duty", "To whom data were given"),
      fields: codes("kinds", "duty", "Which kinds of data", "sharing.fields"),
      at: moment("at", "duty", "When they were given"),
    },
  },
  sharing_stops: {
    columns: {
      partner_id: partner("partner", "given", "To whom nothing more is given"),
      stopped_at: moment("stoppedAt", "given", "Since when"),
      lifted_at: moment("liftedAt", "given", "Until when, where it was asked for again"),
    },
  },
  sharing_notices: {
    columns: {
      number: text("number", "duty", "Number of the notice"),
      partner_id: partner("partner", "duty", "Who was told"),
      kind: code("kind", "duty", "What he must do", "sharing.noticeKinds"),
      state: code("state", "duty", "Whether he did", "sharing.noticeStates"),
      opened_at: moment("at", "duty", "Since when he is to be told"),
      confirmed_at: moment("confirmedAt", "duty", "When he confirmed it"),
    },
  },
  kyc_class_changes: {
    only: "automatic",
    columns: {
      account_id: account("account", "contract", "Account"),
      from_class: code("classBefore", "derived", "Class before", "accounts.class"),
      to_class: code("classAfter", "derived", "Class afterwards, worked out by the system", "accounts.class"),
      changed_at: moment("at", "derived", "When it was decided"),
    },
  },
  decision_reviews: {
    columns: {
      number: text("number", "given", "Number of the review by a person"),
      decision_kind: code("kind", "derived", "What the system had decided", "processing.kinds"),
      state: code("state", "duty", "What the person found", "processing.reviewStates"),
      requested_at: moment("requestedAt", "given", "When it was asked for"),
      decided_at: moment("decidedAt", "duty", "When it was decided"),
    },
  },
};
