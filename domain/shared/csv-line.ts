/** What some spreadsheet begins a formula with, in both widths; blank and invisible signs before it do not help. */
const FORMULA = /^(?:[\t\r\n]|[\s\u200b\u200e\u200f\u2060\ufeff]*[=+\-@＝＋－＠])/;

/**
 * One CSV line with CRLF for people's spreadsheets: quoted where needed, and a cell that a spreadsheet would run as a
 * formula gets an apostrophe in front. A plain number keeps its minus sign.
 */
export function csvLine(cells: readonly (string | number | bigint | boolean | null)[]): string {
  const safe = cells.map((cell) => {
    const text = cell === null ? "" : String(cell);
    const defused = FORMULA.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    // Quoted too: what a spreadsheet of another country takes for the end of a cell.
    return /[",;\t\r\n']/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
  });
  return `${safe.join(",")}\r\n`;
}
