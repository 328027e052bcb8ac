import { expect, test, visit } from "../helpers/console";
import { decide } from "../helpers/restriction";
import { ask } from "../helpers/trpc";
import { DESK_MS, somebody, walletOf } from "../helpers/wallet";

test.setTimeout(600_000);

test("whom a list names is held: nobody uncleared learns why, and a cleared colleague finds it is another", async ({
  pageOf,
  request,
}) => {
  const wallet = await walletOf(() => pageOf("admin"), request);
  // The name stands on the list of samples.
  const who = somebody({ name: "样本甲甲" });
  const customer = await wallet.register(who);
  const handed = await wallet.handIn(who);
  await wallet.send(handed, who, "id-front");
  // To whoever handed it in it looks like any other that waits for a reviewer.
  await wallet.reaches(handed, "ready");

  for (const name of ["kyc", "officer", "service"] as const) {
    const page = await pageOf(name, { language: "en" });
    if (name === "kyc") {
      await visit(page, `/kyc/${handed.id}`);
      await expect(page.getByText("This waits for another desk and goes on by itself.")).toBeVisible();
    } else {
      await visit(page, `/customers/${customer.id}`);
      await expect(page.getByRole("region", { name: "Identity checks" })).toContainText("Held elsewhere");
    }
    const main = page.getByRole("main");
    await expect(main).not.toContainText(/sanction|on a list|LH-\d|listed|terror/i);
    await visit(page, "/screening");
    await expect(page.getByText("There is nothing to show.").first()).toBeVisible();
    expect((await ask(page, "screening.hits", { filters: { customerId: customer.id } })).status).toBe(404);
    const work = await ask<{ rows: unknown[] }>(page, "worklist.list", { filters: { kind: ["list-hit"] } });
    expect(work.result?.rows ?? []).toEqual([]);
  }

  const analyst = await pageOf("analyst", { language: "en" });
  const hits = await ask<{ rows: { id: string }[] }>(analyst, "screening.hits", {
    filters: { customerId: customer.id },
  });
  expect(hits.result.rows).toHaveLength(1);
  await visit(analyst, `/screening/${hits.result.rows[0]?.id}`);
  await expect(analyst.getByText("Find out whether it is the same one")).toBeVisible();
  const form = analyst.getByRole("form", { name: "Propose dismissal" });
  await form.getByRole("button", { name: /Why it is another/ }).click();
  await analyst.getByRole("option", { name: "Date of birth differs" }).click();
  await form.getByLabel("Judged by").fill("Born decades later; number compared with the list");
  await analyst.keyboard.press("Control+Enter");
  await expect(analyst.getByText("The dismissal waits for another person")).toBeVisible();

  const lead = await pageOf("lead2", { language: "en" });
  await visit(lead, `/screening/${hits.result.rows[0]?.id}`);
  await lead.getByRole("link", { name: "Open the check" }).click();
  await lead.waitForURL(/\/approvals\/.+/);
  const approve = lead.getByRole("button", { name: /^Approve/ });
  await expect(approve).toBeEnabled({ timeout: 90_000 });
  await decide(lead, "lead2", approve, lead.getByText(/^Approved/).first());
  // What was held goes on by itself, to the desk it came from.
  const reviewer = await pageOf("kyc", { language: "en" });
  const standing = async () => (await ask<{ state: string }>(reviewer, "kyc.detail", { id: handed.id })).result.state;
  await expect.poll(standing, { timeout: DESK_MS }).toBe("ready");
});
