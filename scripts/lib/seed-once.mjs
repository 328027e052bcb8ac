import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes demo data in a database that never had any. The seed itself leaves a database with data alone; the note in the
 * data directory spares starting it each time.
 * @param {string} dataDir
 * @param {string} identity which database it is
 * @param {() => Promise<void>} seed
 */
export async function seedOnce(dataDir, identity, seed) {
  const note = join(dataDir, "demo-seeded");
  if (existsSync(note) && readFileSync(note, "utf8") === identity) return;
  await seed();
  writeFileSync(note, identity);
}
