import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Columns a text takes on a terminal: Chinese characters and full-width signs take two. */
export function columns(text) {
  let width = 0;
  for (const sign of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(sign)
      ? 2
      : 1;
  return width;
}

/**
 * The demo people as lines of an aligned table in both languages; none when there are no demo people.
 * @param {{ email: string, password: string, role: { zh: string, en: string } }[]} accounts
 */
export function accountTable(accounts) {
  const rows = accounts.map(({ email, password, role }) => [email, password, role.zh, role.en]);
  const widths = [0, 1, 2].map((at) => Math.max(0, ...rows.map((row) => columns(row[at]))));
  const pad = (text, at) => text + " ".repeat(Math.max(0, (widths[at] ?? 0) - columns(text)));
  return rows.map((row) => `    ${row.map(pad).join("  ")}`.trimEnd());
}

/** The demo people that the seed noted in DATA_DIR/demo-accounts.json; none when it made none. */
export function readAccounts(dataDir) {
  try {
    return JSON.parse(readFileSync(join(dataDir, "demo-accounts.json"), "utf8"));
  } catch {
    return [];
  }
}
