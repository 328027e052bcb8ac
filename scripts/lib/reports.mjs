import { readFileSync } from "node:fs";

/**
 * Counts of a Vitest JSON report. A test file that could not be loaded has no tests and counts as one failure; so does
 * a skipped test: nothing of this project is skipped.
 * @param {{ testResults?: { status: string, assertionResults: { status: string }[] }[] }} report
 */
export function countVitest(report) {
  let passed = 0;
  let failed = 0;
  for (const { status, assertionResults } of report.testResults ?? []) {
    const good = assertionResults.filter((test) => test.status === "passed").length;
    passed += good;
    failed += assertionResults.length - good;
    if (status === "failed" && good === assertionResults.length) failed += 1;
  }
  return { passed, failed };
}

/**
 * Counts of a Playwright JSON report; errors outside tests (a server that did not start) count as failures.
 * @param {{ stats?: { expected: number, unexpected: number, flaky: number, skipped: number }, errors?: unknown[] }} report
 */
export function countPlaywright({ stats, errors = [] }) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats ?? {};
  return { passed: expected, failed: unexpected + flaky + skipped + errors.length };
}

/**
 * Reads a report and counts it. An exit code other than 0, or no report at all, is never a success.
 * @param {string} file @param {(report: any) => { passed: number, failed: number }} count @param {number} code
 */
export function readCounts(file, count, code) {
  let counts = { passed: 0, failed: 0 };
  try {
    counts = count(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 1 };
  }
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
