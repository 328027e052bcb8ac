import { expect } from "@playwright/test";
import pg from "pg";

/** Makes the lot fall on an accepted submission, as it does on one in twenty: the look, and its item of work. */
export async function drawLot(submissionId: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    const look = await client.query(
      `insert into kyc_second_looks (id, programme_id, legal_entity_id, submission_id, first_by, drawn_at, lot)
       select uuidv7(), s.programme_id, s.legal_entity_id, s.id, d.decided_by, now(), 0
       from kyc_submissions s join kyc_decisions d on d.submission_id = s.id
       where s.id = $1 on conflict (submission_id) do nothing`,
      [submissionId],
    );
    // Chance may have been quicker.
    if (look.rowCount === 0) return;
    const item = await client.query(
      `insert into work_items (id, programme_id, legal_entity_id, clearance, kind, number, subject_type, subject_id, customer_id,
         state, opened_at, excluded_person_id)
       select uuidv7(), l.programme_id, l.legal_entity_id, 'general', 'kyc-second-look', s.number, 'submission', s.id,
         s.customer_id, 'open', now(), substr(l.first_by, 8)::uuid
       from kyc_second_looks l join kyc_submissions s on s.id = l.submission_id where s.id = $1`,
      [submissionId],
    );
    expect(item.rowCount).toBe(1);
  } finally {
    await client.end();
  }
}
