import { defineConfig, devices } from "@playwright/test";

const chromium = process.env.CHROMIUM_PATH;
const asRoot = process.getuid?.() === 0;

/** The browser must not look for the network by itself: it tests a console on this machine. */
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e",
  outputDir: ".test/e2e",
  globalSetup: "./e2e/global-setup.ts",
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // A one-time code is good once: who needs another waits for it, behind others if need be. A busy machine takes its time.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? ".test/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    baseURL: process.env.E2E_BASE_URL,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    // Recording every step costs a third of the processor time: asked for when a failure is to be understood.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: asRoot ? ["--no-sandbox", ...QUIET] : QUIET,
    },
  },
});
