import { expect, test, visit } from "../helpers/console";
import { takeFreeAccount } from "../helpers/free-account";
import { ask } from "../helpers/trpc";
import { DESK_MS } from "../helpers/wallet";

/** From opening the customer to "protected", an expert's hands alone. */
const EXPERT_MS = 15_000;

test("a call by keyboard: cause, checklist, protected in seconds; then the core's word", async ({ pageOf }) => {
  const service = await pageOf("service", { language: "en" });
  const { customerId: id } = await takeFreeAccount();

  await visit(service, `/customers/${id}`);
  await expect(service.getByRole("button", { name: /Report a loss/ })).toBeVisible();
  const started = Date.now();
  await service.keyboard.press("q");
  const dialog = service.getByRole("dialog", { name: "Report a loss" });
  await expect(dialog.getByRole("button", { name: /Phone or SIM card lost/ })).toBeVisible();
  await service.keyboard.press("2");
  await expect(dialog.getByRole("button", { name: /Code sent to the registered number/ })).toBeVisible();
  // Name, document, last transaction; the code to the lost phone is pressed too, and counts nothing.
  for (const digit of ["1", "2", "5", "7"]) await service.keyboard.press(digit);
  await expect(dialog.getByText("Proves nothing here")).toBeVisible();
  await expect(dialog.getByRole("status")).toHaveText("Caller known: money out is frozen");
  await service.keyboard.press("Control+Enter");
  await expect(dialog.getByText("Protected", { exact: true })).toBeVisible();
  expect(Date.now() - started).toBeLessThan(EXPERT_MS);
  await expect(dialog.getByText(/The core confirmed/)).toBeVisible({ timeout: DESK_MS });

  await dialog.getByRole("link", { name: /^Open LR-/ }).click();
  await expect(service).toHaveURL(/\/losses\/[0-9a-f-]{36}/);
  await expect(service.getByText("Liability runs from the notice")).toBeVisible();
  const { result } = await ask<{ rows: { state: string; seconds: { toProtection: number | null } }[] }>(
    service,
    "losses.list",
    { filters: { customer: id } },
  );
  expect(result.rows).toMatchObject([{ state: "protected" }]);
  expect(result.rows[0]?.seconds.toProtection).toBeGreaterThan(0);
});

test("a caller nobody knows hears nothing of why, and gets a short stop", async ({ pageOf }) => {
  const service = await pageOf("service", { language: "en" });
  const { customerId: id } = await takeFreeAccount();
  await visit(service, `/customers/${id}`);
  await expect(service.getByRole("button", { name: /Report a loss/ })).toBeVisible();
  await service.keyboard.press("q");
  const dialog = service.getByRole("dialog", { name: "Report a loss" });
  await service.keyboard.press("5");
  await service.keyboard.press("7");
  await expect(dialog.getByRole("status")).toContainText("Caller not known");
  await service.keyboard.press("Control+Enter");
  await expect(dialog.getByText("Stopped for now", { exact: true })).toBeVisible();
  await expect(dialog.getByText(/we call back at the registered number/)).toBeVisible();
  await dialog.getByRole("link", { name: /^Open LR-/ }).click();
  await expect(service.getByRole("button", { name: /Record the call back/ })).toBeVisible();
});
