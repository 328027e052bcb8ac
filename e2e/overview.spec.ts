import { expect, test, visit } from "./helpers/console";

test("each figure of the overview leads to its rows", async ({ pageOf }) => {
  const page = await pageOf("lead");
  const total = page.getByRole("table", { name: "到期与逾期" }).getByRole("row", { name: /合计/ });
  const open = total.getByRole("link", { name: /^合计 在办/ });
  // Items open and close while others work: figure and list agree once nobody comes between the two looks.
  await expect(async () => {
    await visit(page, "/overview");
    const count = Number((await open.textContent())?.replaceAll(",", ""));
    expect(count).toBeGreaterThan(0);
    await open.click();
    await expect(page).toHaveURL(/\/worklist\?state=open/);
    await expect(page.getByText(`${Math.min(count, 50)} / ${count} 件`)).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 240_000 });
});

test("a picture has the table behind it, and its cells lead on", async ({ pageOf }) => {
  const page = await pageOf("lead", { language: "en" });
  await visit(page, "/overview");
  const section = page.getByRole("region", { name: "Age of backlog" });
  await section.getByRole("button", { name: "Table" }).click();
  const cell = section.getByRole("table", { name: "by kind" }).getByRole("link").first();
  await expect(cell).toBeVisible();
  await cell.click();
  await expect(page).toHaveURL(/\/worklist\?state=open&openedFrom=/);
});

test("nobody sees figures of lists closed to them", async ({ pageOf }) => {
  const page = await pageOf("service", { language: "en" });
  await visit(page, "/overview");
  await expect(page.getByRole("region", { name: "Due and overdue" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Large value" })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Four eyes" })).toHaveCount(0);
});
