import type { Page } from "@playwright/test";
import { acceptDocuments, take } from "../helpers/bench";
import { expect, test, visit } from "../helpers/console";
import { ask } from "../helpers/trpc";
import { DESK_MS, somebody, walletOf } from "../helpers/wallet";

// Two waits for the worker, one for the reading of a picture, and perhaps one for a one-time code.
test.setTimeout(600_000);

/** One column of what a list of the re-verification desk says of a customer. */
async function said(page: Page, list: "list" | "triggers", customer: string, column: string): Promise<unknown[]> {
  const { result } = await ask<{ rows: Record<string, unknown>[] }>(page, `reverification.${list}`, {
    filters: { customer },
  });
  return result.rows.map((row) => row[column]);
}

/** So many may reach a line in one day that the kind is held: then a lead lets it go ahead. */
async function letGo(lead: Page): Promise<void> {
  const { result } = await ask<{ rows: { id: string; kind: string; state: string }[] }>(
    lead,
    "reverification.holds",
    {},
  );
  const hold = result.rows.find(({ kind, state }) => kind === "single-amount" && state === "open");
  await visit(lead, `/reverification/holds/${hold?.id}`);
  await expect(lead.getByRole("button", { name: /^Release/ })).toBeEnabled();
  await lead.keyboard.press("a");
  await expect(lead.getByRole("button", { name: /^Release/ })).toHaveCount(0);
}

test("a large top-up and a colleague's doubt are one review, answered by new papers and done", async ({
  pageOf,
  request,
}) => {
  const wallet = await walletOf(() => pageOf("admin"), request);
  const who = somebody();
  const customer = await wallet.register(who);
  await wallet.topUp(who, "12000.00");
  const service = await pageOf("service", { language: "en" });
  const open = () => said(service, "list", customer.id, "state");
  const found = async () => (await said(service, "triggers", customer.id, "state"))[0];
  await expect.poll(found, { timeout: DESK_MS }).toMatch(/joined|held/);
  if ((await found()) === "held") await letGo(await pageOf("lead2", { language: "en" }));
  await expect.poll(open, { timeout: DESK_MS }).toEqual(["asked"]);

  await visit(service, `/customers/${customer.id}`);
  const reviews = service.getByRole("region", { name: "Re-verification" });
  await reviews.getByRole("button", { name: "Raise doubt" }).click();
  const dialog = service.getByRole("dialog", { name: "Ask for re-verification" });
  await dialog.getByRole("button", { name: /Reason/ }).click();
  await service.getByRole("option", { name: "Cannot be reached" }).click();
  await dialog.getByRole("button", { name: "Raise" }).click();
  await expect(reviews.getByRole("status")).toContainText("It joined re-verification");
  await reviews.getByRole("status").getByRole("link").click();
  await expect(service).toHaveURL(/\/reverification\/[0-9a-f-]{36}/);
  await expect(service.getByText(/^One movement of .*12,000\.00 on .* reaches .*10,000\.00\.$/)).toBeVisible();
  await expect(service.getByText("Somebody doubts who the customer is: Cannot be reached.")).toBeVisible();

  const asked = () =>
    wallet.get<{ items: { id: string; ground: string }[] }>(`/requests?customerRef=${who.ref}&state=open`);
  await expect.poll(async () => (await asked()).items.length, { timeout: DESK_MS }).toBe(1);
  const [question] = (await asked()).items;
  expect(question).toMatchObject({ ground: "re-verification" });
  // Only both sides of the card are a copy of it.
  const documents = ["id-front", "id-back"] as const;
  const answer = await wallet.ready(who, { purpose: "re-verification", documents, requestId: question?.id ?? "" });
  const reviewer = await pageOf("kyc", { language: "en", own: true });
  await take(reviewer, answer.id);
  await acceptDocuments(reviewer);
  await reviewer.keyboard.press("a");
  await wallet.reaches(answer, "accepted");
  await expect.poll(open, { timeout: DESK_MS }).toEqual(["done"]);
  await service.reload();
  await expect(service.getByText("Known again; nothing to do.")).toBeVisible();
  await expect(service.getByRole("link", { name: answer.number })).toBeVisible();

  // A line crossed on another day, two before so that midnight may pass meanwhile, is met by the copy that is on file now, and
  // nothing is asked.
  await wallet.topUp(who, "15000.00", 2);
  const states = async () => (await said(service, "triggers", customer.id, "state")).sort();
  await expect.poll(states, { timeout: DESK_MS }).toEqual(["joined", "joined", "satisfied"]);
  expect(await open()).toEqual(["done"]);
});
