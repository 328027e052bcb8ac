import { expect, type Locator } from "@playwright/test";

/** Chooses from a list of a form. Its button is called by what is chosen now, and by the field. */
export async function chooseIn(form: Locator, field: string, option: string): Promise<void> {
  await form.getByRole("button", { name: new RegExp(` ${field}\\*?$`) }).click();
  const list = form.page().getByRole("listbox");
  await list.getByRole("option", { name: option }).click();
  await expect(list).toHaveCount(0);
}
