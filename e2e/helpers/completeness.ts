import pg from "pg";

/** Enters, as the watch would, that a control did not run last night and ran again. Gives its id; the same for all who ask. */
export async function enterMiss(): Promise<string> {
  const id = "01900000-0000-7000-8000-0000000000e2";
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    await client.query(
      `insert into control_misses
         (id, programme_id, legal_entity_id, number, control, last_done_at, alarm_at, found_at, ran_again_at)
       select $1, id, legal_entity_id, 'MC-900001', 'operations-backup', now() - interval '9 hours', now() - interval '8 hours',
         now() - interval '8 hours', now() - interval '7 hours'
       from programmes where id = 'pay' on conflict (id) do nothing`,
      [id],
    );
  } finally {
    await client.end();
  }
  return id;
}
