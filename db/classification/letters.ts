import { casework, plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of letters. Telephone numbers are opened when a message is handed over and are kept nowhere here. */
export const LETTERS_CLASSES: Readonly<Record<string, TableClass>> = {
  customer_letters: {
    ...plain({
      id: "id",
      scope: SCOPE,
      reference: "customer_id account_id subject_id repeat_of written_by number",
      code: "template subject_type repeat_reason language wording",
      fact: "params text_hash",
      time: "written_at prepared_at",
    }),
    text_sealed: casework("what the customer was told"),
  },
  letter_dispatches: plain({
    id: "id",
    scope: SCOPE,
    reference: "letter_id",
    code: "channel state problem",
    time: "due_at sent_at ended_at",
    system: "attempts",
  }),
  customer_languages: plain({
    id: "id",
    scope: SCOPE,
    reference: "customer_id chosen_by",
    code: "language",
    time: "chosen_at",
  }),
};
