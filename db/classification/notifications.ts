import { plain, SCOPE, type TableClass } from "../data-classes";

/** Columns of notifications. A notice says numbers, codes and dates; the text and address of an e-mail are kept nowhere. */
export const NOTIFICATIONS_CLASSES: Readonly<Record<string, TableClass>> = {
  notices: plain({
    id: "id",
    scope: SCOPE,
    reference: "person_id link_id event_id mail_id",
    code: "clearance kind link_type",
    fact: "params",
    time: "told_at read_at mail_at",
  }),
  notice_mails: plain({
    id: "id",
    scope: SCOPE,
    reference: "subject_id",
    code: "kind state reply_code",
    time: "created_at started_at ended_at",
    system: "attempts",
  }),
  notice_preferences: plain({
    id: "id",
    scope: SCOPE,
    reference: "person_id",
    fact: "preferences",
    time: "saved_at",
    system: "version",
  }),
};
