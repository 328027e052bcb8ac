import { rmSync } from "node:fs";
import { join } from "node:path";
import { REPORTS } from "./lanes.mjs";
import { countPlaywright, readCounts } from "./reports.mjs";

/**
 * The lane of browser and accessibility tests.
 * @param {string | undefined} chromium path of the program; without one Playwright's own is used
 * @param {Partial<import("./lanes.mjs").Lane>} [lane]
 * @returns {import("./lanes.mjs").Lane}
 */
export function browserLane(chromium, lane = {}) {
  return {
    name: "e2e",
    ...lane,
    async work(run) {
      const report = join(REPORTS, "e2e.json");
      rmSync(report, { force: true });
      const { code } = await run(["node_modules/@playwright/test/cli.js", "test"], {
        ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      });
      return readCounts(report, countPlaywright, code);
    },
  };
}
