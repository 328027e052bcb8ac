import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { expect, test, visit } from "./helpers/console";

const run = promisify(execFile);

/** The exit code and words of the offline check of an export. */
async function verify(file: string): Promise<{ code: number; text: string }> {
  try {
    const { stdout } = await run(process.execPath, ["scripts/audit-verify.mjs", file]);
    return { code: 0, text: stdout };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { code: failed.code, text: failed.stdout + failed.stderr };
  }
}

test("an auditor exports the log, which verifies offline until one byte is changed", async ({ pageOf }, info) => {
  const page = await pageOf("auditor");
  await visit(page, "/audit");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "导出审计记录" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^audit-pay\.general-\d+\.jsonl$/);
  const file = info.outputPath("audit.jsonl");
  await download.saveAs(file);
  expect(await verify(file)).toMatchObject({ code: 0 });
  const text = await readFile(file, "utf8");
  const changed = info.outputPath("changed.jsonl");
  await writeFile(changed, text.replace("identity.role.grant", "identity.role.grand"));
  const found = await verify(changed);
  expect(found.code).toBe(1);
  // The address is good once.
  expect((await page.request.get(download.url())).status()).toBe(410);
});

test("an entry shows the sealed text, its basis and its proof", async ({ pageOf }) => {
  const page = await pageOf("auditor", { language: "en" });
  await visit(page, "/audit?kind=identity.role.grant");
  await expect(page.getByRole("button", { name: "Remove filter: Act" })).toBeVisible();
  await page.getByRole("grid", { name: "Audit" }).getByRole("row").nth(1).click();
  await expect(page).toHaveURL(/\/audit\/[0-9a-f-]{36}$/);
  await expect(page.getByText('"kind": "identity.role.grant"')).toBeVisible();
  await expect(page.getByRole("heading", { name: "Signed tree head" })).toBeVisible();
});

test("who may read the log may not always export it", async ({ pageOf }) => {
  const page = await pageOf("lead", { language: "en" });
  await visit(page, "/audit");
  await expect(page.getByRole("grid", { name: "Audit" }).getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: "Export audit log" })).toHaveCount(0);
  expect((await page.request.get("/api/audit/export?token=a.b")).status()).toBe(403);
});

test("who may not read the log is told nothing", async ({ pageOf }) => {
  const page = await pageOf("officer", { language: "en" });
  await visit(page, "/audit");
  await expect(page.getByText("There is nothing to show.")).toBeVisible();
});
