import { toldReason, toldScope } from "../../letters/templates";
import { account, amount, code, type Disclosures, date, moment, sealed, text } from "./model";

const COLLEAGUES_WORDS = "words colleagues wrote to each other; what was decided is told";
const FOUND_BY_HASH = "a keyed hash to find the same value again; the value itself is told";

/** What is looked at waits, by whomever and for whatever reason. */
const waiting = (status: string): string => (["held", "overriding", "reading"].includes(status) ? "ready" : status);

/** What came of work on somebody's cases, as he is told it. */
export const WORK: Disclosures = {
  measures: {
    only: "told-by-letter",
    columns: {
      account_id: account("account", "duty", "Account"),
      kind: code("kind", "duty", "Kind of measure", "controls.labels.measure-kind"),
      scope: code("scope", "duty", "What it takes away", "letters.texts.scopes", { neutral: toldScope }),
      reason_code: code("reason", "duty", "Reason, as it was told", "letters.texts.reasons", { neutral: toldReason }),
      amount_minor: amount("amount", "duty", "Sum held, where it is a sum"),
      in_force_at: moment("since", "duty", "In force since"),
      expires_at: moment("until", "duty", "Ends by itself at"),
      ended_at: moment("endedAt", "duty", "Ended"),
    },
    leaves: { note_sealed: COLLEAGUES_WORDS, release_note_sealed: COLLEAGUES_WORDS },
  },
  kyc_submissions: {
    columns: {
      number: text("number", "contract", "Number of what was handed in"),
      kind: code("purpose", "contract", "What for", "kyc.purposes"),
      // What waits for whatever reason waits.
      status: code("state", "duty", "Where it stands", "kyc.states", { neutral: waiting }),
      received_at: moment("receivedAt", "contract", "When it was received"),
      payload_sealed: {
        as: "declared",
        kind: "document",
        origin: "given",
        what: "What was handed in, field by field; other people's masked",
        sealed: true,
      },
    },
    leaves: { phone_key: FOUND_BY_HASH, id_key: FOUND_BY_HASH },
  },
  kyc_documents: {
    columns: {
      kind: code("kind", "given", "Kind of picture", "kyc.documents"),
      created_at: moment("receivedAt", "given", "When it was received"),
      reading_sealed: {
        as: "read",
        kind: "document",
        origin: "derived",
        what: "What a machine read from the picture; other people's masked",
        sealed: true,
      },
    },
    leaves: {
      content_hash: FOUND_BY_HASH,
      look_hash: "how the picture looks, in 64 bits, to find the same one again; no picture can be made from it",
    },
  },
  reverification_changes: {
    columns: {
      data: code("data", "given", "Data announced to change", "reverification.changedData"),
      announced_on: date("announcedOn", "given", "Announced on"),
      effective_on: date("effectiveOn", "given", "Changes on"),
    },
    leaves: { note_sealed: COLLEAGUES_WORDS },
  },
  loss_reports: {
    columns: {
      number: text("number", "contract", "Number of the report"),
      cause: code("cause", "given", "What happened", "losses.causes"),
      state: code("state", "duty", "Where it stands", "losses.states"),
      notice_at: moment("noticeAt", "given", "When it was told"),
      reported_at: moment("reportedAt", "contract", "When it was entered"),
      ended_at: moment("endedAt", "duty", "When it ended"),
      police_number_sealed: sealed("policeNumber", "given", "Number of the report to the police"),
    },
  },
  loss_disputes: {
    columns: {
      business_date: date("businessDate", "contract", "Day of the transaction disputed"),
      amount_minor: amount("amount", "contract", "Amount disputed", { currency: "currency" }),
      currency: text("currency", "contract", "Currency, ISO 4217"),
      phase: code("phase", "duty", "Before or after the notice", "losses.phases"),
    },
  },
  objections: {
    columns: {
      number: text("number", "contract", "Number of the objection"),
      ground: code("ground", "given", "Ground", "objections.grounds"),
      channel: code("channel", "given", "How it came", "objections.channels"),
      received_at: moment("receivedAt", "given", "When it was received"),
      words_sealed: sealed("words", "given", "What was said"),
      state: code("state", "duty", "How it came out", "objections.states"),
      reject_reason: code("rejectReason", "duty", "Why it was turned down", "objections.rejectReasons"),
      answer_sealed: sealed("answer", "duty", "What was answered"),
      decided_at: moment("decidedAt", "duty", "When it was decided"),
    },
  },
  closures: {
    columns: {
      number: text("number", "contract", "Number of the closing"),
      account_id: account("account", "contract", "Account"),
      kind: code("kind", "contract", "Kind of closing", "closures.kinds"),
      reason_code: code("reason", "duty", "Reason", "closures.reasons"),
      state: code("state", "duty", "Where it stands", "closures.states"),
      requested_at: moment("requestedAt", "contract", "When it was asked for"),
      ended_at: moment("endedAt", "duty", "When it ended"),
      paid_out_minor: amount("paidOut", "contract", "Sum paid out"),
    },
    leaves: {
      note_sealed: COLLEAGUES_WORDS,
      paying_minor: "a payment under way; told with the transactions once made",
    },
  },
  closure_steps: {
    columns: {
      at: moment("at", "duty", "When a step of a closing took place"),
      minor: amount("amount", "contract", "Sum of the step", { currency: "currency" }),
      currency: text("currency", "contract", "Currency, ISO 4217"),
    },
  },
  privacy_requests: {
    // Who was never proven may be anybody: what he asked is not the subject's.
    only: "proven",
    columns: {
      number: text("number", "contract", "Number of the request"),
      type: code("type", "given", "What was asked for", "privacy.types"),
      channel: code("channel", "given", "How it came", "privacy.channels"),
      received_at: moment("receivedAt", "given", "When it was received"),
      words_sealed: sealed("words", "given", "What was said"),
      asked_sealed: {
        as: "asked",
        kind: "document",
        origin: "given",
        what: "What exactly was asked for",
        sealed: true,
      },
      state: code("state", "duty", "Where it stands", "privacy.states"),
      outcome: code("outcome", "duty", "How it came out", "privacy.outcomes"),
      answer_sealed: sealed("answer", "duty", "What was answered"),
      ended_at: moment("endedAt", "duty", "When it ended"),
    },
    leaves: { person_sealed: "who asked on the subject's behalf: another person's name and telephone" },
  },
  correction_items: {
    columns: {
      field: code("field", "duty", "Field put right", "corrections.fields"),
      before_sealed: sealed("before", "duty", "What stood before"),
      after_sealed: sealed("after", "duty", "What was to stand"),
    },
  },
};
