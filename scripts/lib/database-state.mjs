import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import pg from "pg";
import { inRoot } from "./paths.mjs";

/**
 * Looks at a database without starting TypeScript: has it every migration of the repository, and which one is it?
 * @param {string} url
 * @returns {Promise<{ migrated: boolean, identity: string }>} `identity` tells this database from every other
 */
export async function databaseState(url, folder = inRoot("db", "migrations")) {
  const client = new pg.Client({ connectionString: url, application_name: "hegui-supervisor" });
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT (SELECT system_identifier FROM pg_control_system())::text || '-' || oid AS identity, " +
        "to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS journal " +
        "FROM pg_database WHERE datname = current_database()",
    );
    const migrated = rows[0].journal && (await hasAll(client, folder));
    return { migrated, identity: rows[0].identity };
  } finally {
    await client.end();
  }
}

async function hasAll(client, folder) {
  const journal = `${folder}/meta/_journal.json`;
  if (!existsSync(journal)) return false;
  const wanted = JSON.parse(readFileSync(journal, "utf8")).entries.map(({ tag }) =>
    createHash("sha256")
      .update(readFileSync(`${folder}/${tag}.sql`, "utf8"))
      .digest("hex"),
  );
  const { rows } = await client.query("SELECT hash FROM drizzle.__drizzle_migrations");
  const applied = new Set(rows.map(({ hash }) => hash));
  return wanted.length === applied.size && wanted.every((hash) => applied.has(hash));
}
