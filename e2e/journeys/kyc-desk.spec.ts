import { acceptDocuments, bar, mine, take } from "../helpers/bench";
import { expect, test, visit } from "../helpers/console";
import { decide } from "../helpers/restriction";
import { drawLot } from "../helpers/second-look";
import { somebody, walletOf } from "../helpers/wallet";

// Two waits for the reading of a picture, and one for a one-time code.
test.setTimeout(600_000);

test("against a failed check: proposed by keys, agreed to by another, and the class follows", async ({
  pageOf,
  request,
}) => {
  const wallet = await walletOf(() => pageOf("admin"), request);
  // The registry has another name under this number.
  const who = somebody({ mark: 996 });
  const customer = await wallet.register(who);
  const handed = await wallet.ready(who, { purpose: "upgrade", requestedClass: 2 });

  const page = await pageOf("kyc", { language: "en", own: true });
  await take(page, handed.id);
  await expect(page.getByText("The registry says it does not match: Name.")).toBeVisible();
  await acceptDocuments(page);
  await expect(bar(page).getByRole("button", { name: "Accept", exact: true })).toBeDisabled();
  await page.keyboard.press("p");
  const dialog = page.getByRole("dialog", { name: `Propose an override on ${handed.number}` });
  await page.keyboard.press("1");
  await expect(dialog.getByRole("radio", { name: "The original document was inspected" })).toBeChecked();
  await page.keyboard.press("Tab");
  await page.keyboard.type("Seen at the counter");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();

  const lead = await pageOf("teamlead", { language: "en" });
  await visit(lead, `/kyc/${handed.id}`);
  await lead.getByRole("link", { name: "second person" }).click();
  await lead.waitForURL(/\/approvals\/.+/);
  await expect(lead.getByText("Seen at the counter")).toBeVisible();
  const approve = lead.getByRole("button", { name: /^Approve/ });
  await expect(approve).toBeEnabled({ timeout: 90_000 });
  await decide(lead, "teamlead", approve, lead.getByText(/^Approved/).first());
  await wallet.reaches(handed, "accepted");

  await visit(lead, `/customers/${customer.id}`);
  const checks = lead.getByRole("region", { name: "Identity checks" });
  await expect(checks.getByRole("row", { name: handed.number })).toContainText("Accepted");
  await expect(checks.getByRole("table", { name: "Changes of class" })).toContainText("Class I → Class II");
});

test("papers asked for again over the API are answered over the API, and the first submission rests", async ({
  pageOf,
  request,
}) => {
  const wallet = await walletOf(() => pageOf("admin"), request);
  const who = somebody();
  await wallet.register(who);
  const first = await wallet.ready(who);

  const page = await pageOf("kyc", { language: "en", own: true });
  await take(page, first.id);
  await page.keyboard.press("2");
  const dialog = page.getByRole("dialog", { name: "Ask again: Identity card, front" });
  await page.keyboard.press("3");
  await expect(dialog.getByRole("radio", { name: "Picture has glare" })).toBeChecked();
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("s");
  const ask = page.getByRole("dialog", { name: `Ask for more on ${first.number}` });
  await expect(ask.getByRole("checkbox", { name: "Picture has glare" })).toBeChecked();
  await page.keyboard.press("Control+Enter");
  await expect(ask).toBeHidden();
  await wallet.reaches(first, "asked");

  const { items } = await wallet.get<{
    items: { id: string; documents: string[]; reasons: { code: string; en: string }[] }[];
  }>(`/requests?customerRef=${who.ref}&state=open`);
  expect(items).toMatchObject([{ documents: ["id-front"], reasons: [{ code: "glare" }] }]);
  expect(items[0]?.reasons[0]?.en).toContain("reflection");
  const answer = await wallet.ready(who, { requestId: items[0]?.id ?? "" });
  await wallet.reaches(first, "superseded");

  await take(page, answer.id);
  await acceptDocuments(page);
  await page.keyboard.press("a");
  await wallet.reaches(answer, "accepted");
  expect(await wallet.standing(answer)).toMatchObject({ accountClass: 2, reasons: [] });

  await drawLot(answer.id);
  const lead = await pageOf("lead2", { language: "en" });
  await visit(lead, `/kyc/${answer.id}`);
  const work = lead.getByRole("region", { name: "Work", exact: true });
  await work.getByRole("button", { name: "Take it" }).click();
  await mine(lead);
  await lead.keyboard.press("r");
  await expect(lead.getByRole("alert").filter({ hasText: "Choose" })).toBeVisible();
  await bar(lead).getByLabel("Why not").selectOption({ label: "Face does not match" });
  await bar(lead).getByRole("button", { name: "Disagree" }).click();
  await expect(lead).not.toHaveURL(new RegExp(answer.id));
  await visit(lead, `/kyc/second-looks?verdict=disagree&number=${answer.number}`);
  await expect(lead.getByRole("grid", { name: "Second looks" }).getByRole("row").nth(1)).toContainText(
    "Face does not match",
  );
});
