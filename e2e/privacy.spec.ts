import type { Page } from "@playwright/test";
import { expect, test, visit } from "./helpers/console";

const list = (page: Page) => page.getByRole("grid", { name: "List of privacy requests" });

test("requests stand by progress, what is late is said above them and counted in red", async ({ pageOf }) => {
  const page = await pageOf("auditor", { language: "en" });
  await visit(page, "/privacy");
  await expect(page.getByRole("heading", { name: "Privacy requests", exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "How the desk stands" })).toBeVisible();
  await expect(page.getByText(/over the term: act now\./)).toBeVisible();
  await page.getByRole("navigation", { name: "By progress" }).getByRole("link", { name: /^Late/ }).click();
  await expect(page).toHaveURL(/timing=late/);
  await expect(list(page).getByRole("row").nth(1)).toContainText("Late");
});

test("the picture of the desk has its table behind it", async ({ pageOf }) => {
  const page = await pageOf("privacy", { language: "en" });
  await visit(page, "/privacy");
  const picture = page.getByRole("figure", { name: "Received, answered and left by day" });
  await picture.getByRole("button", { name: "Table" }).click();
  const heads = picture.getByRole("table").getByRole("columnheader");
  await expect(heads).toHaveText(["Day", "Open in time", "Open and late", "Received", "Ended"]);
});

test("a request is read beside the list with its term and both its moments", async ({ pageOf }) => {
  const page = await pageOf("privacy", { language: "en" });
  await visit(page, "/privacy?state=received,verified,working,proposed");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/privacy\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "What is asked" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Identity of the requester" })).toBeVisible();
  const facts = page.getByRole("complementary", { name: "About the request" });
  await expect(facts.getByText("Received", { exact: true })).toBeVisible();
  await expect(facts.getByText("Verified", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/privacy\?/);
});

test("a refusal names its ground, the rule that allows it and the letter it makes", async ({ pageOf }) => {
  const page = await pageOf("privacy", { language: "en" });
  await visit(page, "/privacy?state=working&type=access,copy,deletion");
  await list(page).getByRole("row").nth(1).click();
  await page
    .getByRole("region", { name: "Actions" })
    .getByRole("button", { name: /Refuse/ })
    .click();
  const dialog = page.getByRole("dialog", { name: /^Refuse:/ });
  await dialog.getByRole("button", { name: /Ground\*?$/ }).click();
  await page.getByRole("listbox").getByRole("option").first().click();
  await expect(dialog.getByText("Rule", { exact: true })).toBeVisible();
  await expect(dialog.getByRole("region", { name: "Letter" }).getByRole("heading")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("the public asks without an account and sees how it stands by its code", async ({ pageOfNobody }) => {
  const page = await pageOfNobody({ language: "en", viewport: { width: 390, height: 844 } });
  await visit(page, "/privacy-request");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Choose a service.")).toBeVisible();
  await page.getByRole("radio", { name: "Payment" }).check();
  await page.getByRole("radio", { name: /^Stop sharing it/ }).check();
  await page.getByLabel("Tell us more").fill("Please stop giving my data to others.");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Who you are" })).toBeFocused();
  await page.getByLabel("Name of the person the data is about").fill("Sample Person");
  await page.getByLabel("Registered telephone").fill("13900000000");
  await page.getByRole("button", { name: "Send request" }).click();
  await expect(page.getByRole("heading", { name: "We have your request" })).toBeVisible();
  const code = (await page.locator("output").textContent()) ?? "";
  expect(code).toMatch(/^[A-Za-z0-9_-]{22}$/);
  await page.getByRole("link", { name: "See how it stands" }).click();
  await page.getByLabel("Code", { exact: true }).fill(`${code.slice(0, -1)}${code.endsWith("A") ? "B" : "A"}`);
  await page.getByRole("button", { name: "Look" }).click();
  await expect(page.getByText("No request goes with this code. Please check it and try again.")).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Look" }).click();
  await expect(page.getByText("It is here and waits until we know who asks.")).toBeVisible();
});

test("customer service registers and sees the state, and decides nothing", async ({ pageOf }) => {
  const page = await pageOf("service", { language: "en" });
  await visit(page, "/privacy?state=working");
  await list(page).getByRole("row").nth(1).click();
  await expect(page.getByRole("heading", { name: "What is asked" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Record withdrawal/ })).toBeVisible();
  await expect(page.getByRole("button", { name: /Refuse|Propose erasure|Start work/ })).toHaveCount(0);
});
