import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { ensureChromium } from "@/scripts/lib/chromium.mjs";
import { startStack } from "@/scripts/lib/stack.mjs";

const HELP =
  "npm run screenshots\n\nStarts a console on demo data of its own and writes the pictures of the README to docs/screenshots.\n";
const FOLDER = "docs/screenshots";

type Stack = { url: string; env: Record<string, string>; stop(): Promise<void> };
type Account = { email: string; password: string };
type Look = { locale: "zh-CN" | "en"; theme: "light" | "dark" };

/** Signs a demo person in, with the one-time code where the role asks for one. A code is good once: once for each person. */
async function signIn(browser: Browser, stack: Stack, account: Account): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, timezoneId: "Asia/Shanghai" });
  await page.goto(`${stack.url}/sign-in`);
  await page.locator("[data-hydrated]").waitFor();
  await page.locator("input").nth(0).fill(account.email);
  await page.locator("input").nth(1).fill(account.password);
  await page.keyboard.press("Enter");
  const inside = page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  const asked = page.locator("input[autocomplete='one-time-code']").first();
  if (await Promise.race([inside.then(() => false), asked.waitFor().then(() => true)])) {
    const args = ["scripts/cli.mjs", "demo-totp", "--email", account.email];
    const code = execFileSync(process.execPath, args, { env: stack.env as NodeJS.ProcessEnv, encoding: "utf8" }).trim();
    await asked.pressSequentially(code);
    await page.keyboard.press("Enter");
    await inside;
  }
  return page;
}

async function picture(page: Page, url: string, name: string, look: Look): Promise<void> {
  const { origin } = new URL(url);
  await page.context().addCookies([
    { name: "locale", value: look.locale, url: origin },
    { name: "theme", value: look.theme, url: origin },
  ]);
  await page.goto(url, { waitUntil: "networkidle" });
  if (name !== "overview") {
    await page
      .locator("tbody tr, [role=row]")
      .filter({ has: page.locator("td, [role=gridcell]") })
      .first()
      .click();
    // The item's foot is drawn last: with it the item is whole.
    await page.locator("section.hg-foot button").first().waitFor();
    await page.waitForLoadState("networkidle");
  }
  await page.screenshot({ path: join(FOLDER, `${name}.${look.locale}.${look.theme}.png`) });
  process.stdout.write(`  ${name} (${look.locale}, ${look.theme})\n`);
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), "hegui-screenshots-"));
  const executablePath = ensureChromium((line: string) => process.stdout.write(`${line}\n`));
  const stack: Stack = await startStack({ dataDir, port: 0, test: true, env: { DEMO_SIZE: "small" } });
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  try {
    const accounts = JSON.parse(readFileSync(join(dataDir, "demo-accounts.json"), "utf8")) as Account[];
    const of = (name: string): Account => {
      const found = accounts.find(({ email }) => email === `${name}@hengchuan.example`);
      if (!found) throw new Error(`there is no demo person ${name}`);
      return found;
    };
    const zh: Look = { locale: "zh-CN", theme: "light" };
    const en: Look = { locale: "en", theme: "dark" };
    const lead = await signIn(browser, stack, of("lead"));
    const officer = await signIn(browser, stack, of("officer"));
    await picture(lead, `${stack.url}/approvals`, "approval", zh);
    await picture(officer, `${stack.url}/reports/large-value`, "large-value", zh);
    await picture(lead, `${stack.url}/overview`, "overview", en);
  } finally {
    await browser.close();
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (process.argv.includes("--help")) process.stdout.write(HELP);
else await main();
