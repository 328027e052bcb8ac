import type { Locator, Page } from "@playwright/test";
import pg from "pg";
import { expect, visit } from "./console";
import { type FreeAccount, takeFreeAccount } from "./free-account";
import { freshCode, type PersonName } from "./people";

/** The payment core's sandbox answers within a moment; a busy machine takes longer. */
const CORE_MS = 90_000;

/** What the field of the second factor is called, in both languages. */
const CODE = /动态口令|One-time code/;

/** Opens an account without any measure, of a customer whom no other test touches. */
export async function openFreeAccount(page: Page): Promise<FreeAccount & { readonly path: string }> {
  const account = await takeFreeAccount();
  const path = `/accounts/${account.id}`;
  await visit(page, path);
  await expect(page.getByRole("heading", { name: /支付账户/ })).toBeVisible();
  await expect(page.getByText("无限制")).toBeVisible();
  return { ...account, path };
}

/** Chooses from a list of a form by its label. */
export async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole("button", { name: new RegExp(field) }).click();
  await page.getByRole("option", { name: option }).click();
}

/** What the page says at once and aloud, with these words in it. */
export function alert(page: Page, words: string): Locator {
  return page.getByRole("alert").filter({ hasText: words });
}

export type Asked = {
  readonly scope?: string;
  readonly amount?: string;
  readonly reason?: string;
  readonly note: string;
};

/**
 * From an account's page: fills in the proposal, waits for the core's dry run and submits.
 * @returns the address of the approval that opens
 */
export async function proposeRestriction(page: Page, asked: Asked): Promise<string> {
  await page.getByRole("button", { name: "提出限制" }).click();
  await choose(page, "理由", asked.reason ?? "交易异常，存在风险");
  if (asked.scope) await choose(page, "范围", asked.scope);
  if (asked.amount) await page.getByLabel("限制金额").fill(asked.amount);
  await page.getByLabel("经办理由").fill(asked.note);
  return submitProposal(page);
}

/** Waits until the dry run has answered, then submits. */
export async function submitProposal(page: Page): Promise<string> {
  const submit = page.getByRole("button", { name: "提交复核" });
  await expect(submit).toBeEnabled({ timeout: CORE_MS });
  await submit.click();
  await page.waitForURL(/\/approvals\/.+/);
  await expect(page.getByText("等另一人复核")).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Types the second factor where it is asked; a session that gave it lately is not asked again. */
export async function proveFactor(page: Page, name: PersonName): Promise<void> {
  const field = page.getByLabel(CODE);
  await expect(
    page
      .getByRole("region", { name: /操作|Actions/ })
      .getByRole("button")
      .first(),
  ).toBeVisible();
  if (await field.isVisible()) await field.fill(await freshCode(name));
}

/**
 * Presses what decides, with the second factor, and waits for what is said then. A factor given minutes ago may have run out
 * since the page was opened: then the page asks for it, and it is given.
 */
export async function decide(page: Page, name: PersonName, button: Locator, said: Locator): Promise<void> {
  const field = page.getByLabel(CODE);
  await proveFactor(page, name);
  const given = await field.isVisible();
  await button.click();
  if (!given) {
    await expect(said.or(field).first()).toBeVisible({ timeout: CORE_MS });
    if (await field.isVisible()) {
      await field.fill(await freshCode(name));
      await button.click();
    }
  }
  await expect(said).toBeVisible({ timeout: CORE_MS });
}

/** As a checker: opens an approval and approves it; `verb` is the button's. */
export async function approve(page: Page, approval: string, name: PersonName, verb: string): Promise<void> {
  await visit(page, approval);
  const button = page.getByRole("button", { name: verb });
  await expect(button).toBeEnabled({ timeout: CORE_MS });
  await decide(page, name, button, page.getByText(/^已批准/).first());
}

/** Changes the customer's record behind an account, as another desk would. */
export async function changeCustomer(account: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "update customers set version = version + 1 where id = (select customer_id from accounts where id = $1)",
      [account.split("/").at(-1)],
    );
    expect(rowCount).toBe(1);
  } finally {
    await client.end();
  }
}

export { CORE_MS };
