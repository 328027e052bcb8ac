import type { Page } from "@playwright/test";
import { expectAccessibleInBothLooks } from "./helpers/axe";
import { enterMiss } from "./helpers/completeness";
import { expect, type Language, ready, test, visit } from "./helpers/console";
import { takeFreeAccount } from "./helpers/free-account";
import type { PersonName } from "./helpers/people";

// Every page is a test of its own: all workers share them.
test.describe.configure({ mode: "parallel" });

const LANGUAGES: readonly Language[] = ["zh-CN", "en"];

/** Opens the first row of the list; the address of the thing follows. */
const first = async (page: Page) => page.locator("tbody tr:not(figure tr)").first().click();

/** By the keyboard, where the middle of a row holds things of its own to press. */
const firstByKey = async (page: Page) => page.locator("tbody tr").first().press("Enter");

/** The first account of the first person. */
const firstAccount = async (page: Page) => {
  await first(page);
  await page.waitForURL(/\/customers\/.+/);
  await page.locator("a[href^='/accounts/']").first().click();
  await page.waitForURL(/\/accounts\/.+/);
};

/** The form of a restriction on an account on which nothing stands, and what it would do beside it. */
const restricting = async (page: Page) => {
  const { id } = await takeFreeAccount();
  await visit(page, `/accounts/${id}`);
  await page.getByRole("button", { name: /提出限制|Propose restriction/ }).click();
  await page.getByRole("form", { name: /提出限制|Propose restriction/ }).waitFor();
};

/** Every page by who sees most of it, with the page of one thing reached from its list. */
const PAGES: readonly { person: PersonName; path: string; item?: (page: Page) => Promise<void> }[] = [
  { person: "lead", path: "/overview" },
  { person: "lead", path: "/worklist", item: firstByKey },
  { person: "lead", path: "/approvals", item: first },
  { person: "lead", path: "/customers", item: first },
  { person: "officer", path: "/customers?kind=person&status=active", item: firstAccount },
  { person: "officer", path: "/customers?kind=person&status=active&sort=number.asc", item: restricting },
  { person: "lead", path: "/controls", item: first },
  { person: "lead", path: "/controls?review=open", item: first },
  { person: "officer", path: "/controls/differences", item: first },
  { person: "lead", path: "/controls/dead" },
  { person: "lead", path: "/orders", item: first },
  { person: "officer", path: "/orders/new" },
  { person: "officer", path: "/orders/new?act=query" },
  { person: "lead", path: "/orders/electronic", item: first },
  { person: "lead", path: "/ledger" },
  { person: "lead", path: "/ingestion", item: first },
  { person: "lead", path: "/reports/large-value", item: first },
  { person: "kyc", path: "/kyc", item: first },
  { person: "kyc", path: "/kyc/new" },
  { person: "lead", path: "/kyc/second-looks" },
  { person: "lead", path: "/kyc/figures" },
  { person: "lead", path: "/losses", item: first },
  { person: "lead", path: "/losses/figures" },
  { person: "lead", path: "/objections", item: first },
  { person: "lead", path: "/closures", item: first },
  { person: "privacy", path: "/privacy", item: first },
  { person: "privacy", path: "/privacy/new" },
  { person: "privacy", path: "/packages" },
  { person: "privacy", path: "/corrections" },
  { person: "privacy", path: "/retention" },
  { person: "auditor", path: "/retention/restricted" },
  { person: "auditor", path: "/retention/certificates" },
  { person: "auditor", path: "/retention/map" },
  { person: "officer", path: "/closures/unused", item: first },
  { person: "service", path: "/letters", item: first },
  { person: "lead", path: "/reverification", item: first },
  { person: "lead", path: "/reverification/triggers" },
  { person: "lead", path: "/reverification/holds" },
  { person: "lead", path: "/screening" },
  { person: "lead", path: "/completeness" },
  { person: "lead", path: "/completeness/days", item: first },
  { person: "auditor", path: "/completeness/anchors" },
  { person: "auditor", path: "/audit", item: first },
  { person: "officer", path: "/rulebook", item: first },
  { person: "officer", path: "/identity/account" },
  { person: "admin", path: "/people", item: first },
  { person: "admin", path: "/people/proposals" },
  { person: "admin", path: "/people/reviews" },
  { person: "auditor", path: "/people/rights" },
  { person: "teamlead", path: "/duty" },
  { person: "teamlead", path: "/duty?tab=roster" },
  { person: "teamlead", path: "/duty?tab=away" },
  { person: "teamlead", path: "/worklist/team" },
  { person: "teamlead", path: "/worklist/queues" },
  { person: "officer", path: "/notifications" },
  { person: "officer", path: "/notifications/preferences" },
  { person: "admin", path: "/connections" },
  { person: "admin", path: "/connections/webhooks" },
  { person: "admin", path: "/connections/reference" },
  { person: "admin", path: "/operations" },
  { person: "admin", path: "/identity/networks" },
];

/** Expects a page that has all it loads, none of it failed, to be accessible in both looks. */
async function expectSound(page: Page): Promise<void> {
  await ready(page);
  await expect(page.getByRole("main")).not.toBeEmpty();
  await expect(page.locator(".hg-skeleton")).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
  await expectAccessibleInBothLooks(page);
}

for (const language of LANGUAGES) {
  for (const path of ["/sign-in", "/invitation/of-nobody", "/privacy-request", "/privacy-request/status"]) {
    test(`${path} (${language})`, async ({ pageOfNobody }) => {
      const page = await pageOfNobody({ language });
      await visit(page, path);
      await expectAccessibleInBothLooks(page);
    });
  }

  for (const { person, path, item } of PAGES) {
    test(`${path} (${language})`, async ({ pageOf }) => {
      const page = await pageOf(person, { language });
      await visit(page, path);
      await expectSound(page);
      if (!item) return;
      const list = page.url();
      await item(page);
      await expect(page).not.toHaveURL(list);
      await expectSound(page);
    });
  }

  test(`a control that did not run (${language})`, async ({ pageOf }) => {
    const page = await pageOf("lead", { language });
    await visit(page, `/completeness/misses/${await enterMiss()}`);
    await expectSound(page);
  });
}
