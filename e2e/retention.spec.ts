import { expect, test, visit } from "./helpers/console";

test("the data map names each column with its grade, rule and protection, and narrows by them", async ({ pageOf }) => {
  const page = await pageOf("auditor", { language: "en" });
  await visit(page, "/retention/map?text=customers.name");
  const map = page.getByRole("grid", { name: "Data map" });
  await expect(map.getByRole("row").nth(1)).toContainText("customers.name");
  await expect(map.getByRole("row").nth(1)).toContainText("C2");
  await visit(page, "/retention/map?text=no-such-column");
  await expect(map.getByRole("row")).toHaveCount(1);
  await page
    .getByRole("button", { name: /^Remove/ })
    .first()
    .click();
  await expect(map.getByRole("row").nth(1)).toBeVisible();
});

test("the map is exported by who may, and by nobody else", async ({ pageOf }) => {
  const privacy = await pageOf("privacy", { language: "en" });
  await visit(privacy, "/retention/map");
  const saved = privacy.waitForEvent("download");
  await privacy.getByRole("button", { name: /Export the map/ }).click();
  expect((await saved).suggestedFilename()).toMatch(/^data-map-\d{4}-\d{2}-\d{2}\.csv$/);
  const auditor = await pageOf("auditor", { language: "en" });
  await visit(auditor, "/retention/map");
  await expect(auditor.getByRole("grid", { name: "Data map" }).getByRole("row").nth(1)).toBeVisible();
  await expect(auditor.getByRole("button", { name: /Export the map/ })).toHaveCount(0);
});

test("terms, the stored and the certificates are each a page of their own", async ({ pageOf }) => {
  const page = await pageOf("privacy", { language: "en" });
  await visit(page, "/retention");
  const views = page.getByRole("navigation", { name: "Retention and erasure" });
  for (const [name, path] of [
    ["Stored only", "/retention/restricted"],
    ["Certificates", "/retention/certificates"],
    ["Terms", "/retention"],
  ] as const) {
    await views.getByRole("link", { name: new RegExp(`^${name}`) }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(views.getByRole("link", { name: new RegExp(`^${name}`) })).toHaveAttribute("aria-current", "page");
  }
});
