import type { Page } from "@playwright/test";
import { expectAccessible } from "./helpers/axe";
import { expect, type Language, ready, type Theme, test, visit } from "./helpers/console";
import type { PersonName } from "./helpers/people";

const LANGUAGES: readonly Language[] = ["zh-CN", "en"];
const THEMES: readonly Theme[] = ["light", "dark"];

/** Every page by who sees most of it. A page of one thing is reached from the first row of its list. */
const PAGES: readonly { person: PersonName; path: string; item?: boolean }[] = [
  { person: "lead", path: "/overview" },
  { person: "lead", path: "/worklist", item: true },
  { person: "lead", path: "/approvals", item: true },
  { person: "lead", path: "/customers", item: true },
  { person: "lead", path: "/controls", item: true },
  { person: "lead", path: "/ledger" },
  { person: "lead", path: "/ingestion", item: true },
  { person: "lead", path: "/reports/large-value", item: true },
  { person: "auditor", path: "/audit", item: true },
  { person: "officer", path: "/rulebook", item: true },
  { person: "officer", path: "/identity/account" },
  { person: "admin", path: "/people" },
  { person: "admin", path: "/people/proposals" },
  { person: "admin", path: "/people/reviews" },
  { person: "auditor", path: "/people/rights" },
  { person: "teamlead", path: "/duty" },
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

/** Nothing is still loading, and nothing failed to. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator(".hg-skeleton")).toHaveCount(0);
  await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
}

for (const language of LANGUAGES) {
  for (const theme of THEMES) {
    test.describe(`${language}, ${theme}`, () => {
      test("the sign-in page", async ({ pageOfNobody }) => {
        const page = await pageOfNobody({ language, theme });
        await visit(page, "/sign-in");
        await expectAccessible(page);
      });
      for (const { person, path, item } of PAGES) {
        test(path, async ({ pageOf }) => {
          const page = await pageOf(person, { language, theme });
          await visit(page, path);
          await expect(page.getByRole("main")).not.toBeEmpty();
          await settled(page);
          await expectAccessible(page);
          if (!item) return;
          // By the keyboard where the middle of a row holds things of its own to press.
          const row = page.locator("tbody tr").first();
          await (path === "/worklist" ? row.press("Enter") : row.click());
          await expect(page).not.toHaveURL(new RegExp(`${path}$`));
          await ready(page);
          await settled(page);
          await expectAccessible(page);
        });
      }
    });
  }
}
