import type { Page } from "@playwright/test";
import { TOTP } from "otpauth";
import { expect, ready, test, visit } from "../helpers/console";
import { freshCode } from "../helpers/people";

const NAME = "Lu Tingzhou";
const EMAIL = "lu.tingzhou@hengchuan.example";
const PASSWORD = "slow-otters-count-green-kites";

const panel = (page: Page) => page.getByRole("region", { name: "Work", exact: true });
const say = (page: Page) => page.getByRole("alert").or(page.getByRole("status"));

/** Opens somebody on the people desk. */
async function openPerson(page: Page, name: string): Promise<void> {
  await visit(page, "/people");
  await page.getByRole("row", { name: new RegExp(name) }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

/** The administrator invites an analyst, and another administrator approves the role. Gives the link's path. */
async function invite(admin: Page, second: Page): Promise<string> {
  await visit(admin, "/people");
  await admin.getByRole("button", { name: "Invite a person" }).click();
  const form = admin.getByRole("dialog", { name: "Invite a person" });
  await form.getByLabel("E-mail").fill(EMAIL);
  await form.getByLabel("Name in Chinese").fill("路听舟");
  await form.getByLabel("Name in English").fill(NAME);
  await form.getByLabel("AML analyst").check();
  await form.getByLabel("One-time code").fill(await freshCode("admin"));
  await form.getByRole("button", { name: "Make the invitation" }).click();
  const shown = admin.getByRole("dialog", { name: "This link is shown once" });
  const link = await shown.getByLabel("Link").inputValue();
  await shown.getByRole("button", { name: "Done" }).click();

  await visit(second, "/people/proposals");
  const asked = second.getByRole("row", { name: new RegExp(NAME) });
  await asked.getByRole("button").click();
  const decide = second.getByRole("dialog", { name: /^Decide AP-/ });
  await decide.getByLabel("One-time code").fill(await freshCode("admin2"));
  await decide.getByRole("button", { name: "Approve" }).click();
  await expect(asked).toHaveCount(0);
  return new URL(link).pathname;
}

/** The newcomer sets a password by the link and enrols one-time codes, before which nothing else opens. */
async function enrol(page: Page, link: string): Promise<void> {
  await visit(page, link);
  await expect(page.getByRole("heading", { name: `Welcome, ${NAME}` })).toBeVisible();
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByLabel("Once more").fill(PASSWORD);
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(page).toHaveURL(/\/identity\/account$/);
  await visit(page, "/worklist");
  await expect(page).toHaveURL(/\/identity\/account$/);
  await expect(page.getByText("Your role asks for a second factor.")).toBeVisible();
  await page.getByRole("button", { name: "Enrol one-time codes" }).click();
  const secret = (await page.getByRole("code").innerText()).replaceAll(" ", "");
  await page.getByLabel("One-time code").fill(new TOTP({ secret }).generate());
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Enrolled", { exact: true })).toBeVisible();
}

/** Takes the next item and gives its number of the address. */
async function takeNext(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Take next" }).click();
  await expect(page).toHaveURL(/[?&]item=/);
  await expect(panel(page).getByText("Me", { exact: true })).toBeVisible();
  return new URL(page.url()).searchParams.get("item") ?? "";
}

test("a first week: invited, second factor, take next, refused, on leave, handed over, disabled and out", async ({
  pageOf,
  pageOfNobody,
}) => {
  // Three one-time codes, and many pages.
  test.setTimeout(600_000);
  const look = { language: "en", own: true } as const;
  const admin = await pageOf("admin", look);
  const page = await pageOfNobody({ language: "en" });

  const link = await invite(admin, await pageOf("admin2", look));
  await enrol(page, link);

  // The link is spent, and says no more than that.
  const late = await pageOfNobody({ language: "en" });
  await late.goto(link);
  await expect(late.getByRole("heading", { name: "This link is not valid" })).toBeVisible();

  // Who was told nothing reads what this place is for. A hit on a list, found meanwhile, is told to every analyst.
  await visit(page, "/notifications");
  const told = page.getByRole("grid", { name: "Notifications" }).getByRole("row").nth(1);
  await expect(page.getByText("Nothing to tell yet").or(told).first()).toBeVisible();

  const rail = page.getByRole("navigation", { name: "Capabilities" });
  await rail.getByRole("link", { name: /^My work/ }).click();
  await expect(page).toHaveURL(/\/worklist/);
  await ready(page);
  const item = await takeNext(page);

  // What the role forbids is neither offered nor done when asked for.
  await expect(rail.getByRole("link", { name: "People and roles" })).toHaveCount(0);
  await visit(page, "/people");
  await expect(page.getByText("There is nothing to show.")).toBeVisible();
  const forbidden = await page.request.post("/api/trpc/people.openReview", {
    data: { json: { key: item, input: {} } },
  });
  expect(await forbidden.json()).toMatchObject({
    result: { data: { json: { ok: false, code: "kernel.permission.denied" } } },
  });

  await visit(page, "/duty?tab=mine");
  await page.getByRole("button", { name: "Say that I am away" }).click();
  const absence = page.getByRole("dialog", { name: "Say that I am away" });
  await absence.getByLabel("Reason").selectOption({ label: "Leave" });
  await absence.getByLabel("Stand-in").selectOption({ label: "Nie Zhiqiu" });
  await absence.getByRole("button", { name: "Save" }).click();
  await expect(absence).toBeHidden();
  await expect(page.getByText("Away now")).toBeVisible();
  await visit(page, `/worklist?item=${item}`);
  await page.getByRole("button", { name: "Take next" }).click();
  await expect(say(page).filter({ hasText: "Marked as away: no work is given." }).first()).toBeVisible();

  await panel(page).getByRole("button", { name: "Give back" }).click();
  const back = page.getByRole("dialog", { name: /^Give .+ back$/ });
  await back.getByLabel("Reason").selectOption({ label: "Leave or departure" });
  await back.getByRole("textbox").fill("Sums are added up; the counterparty is still to be looked at");
  await back.getByRole("button", { name: "Give back" }).click();
  await expect(panel(page).getByText("Given back.")).toBeVisible();

  const lead = await pageOf("teamlead", { language: "en" });
  await visit(lead, `/worklist?item=${item}`);
  await panel(lead).getByRole("button", { name: "Assign", exact: true }).click();
  const assign = lead.getByRole("dialog", { name: /^Assign/ });
  await expect(assign.getByRole("radio", { name: new RegExp(NAME) })).toBeDisabled();
  await assign.getByRole("radio", { name: /Nie Zhiqiu/ }).check();
  await assign.getByLabel("Reason").selectOption({ label: "Leave or departure" });
  await assign.getByRole("button", { name: "Assign", exact: true }).click();
  await expect(panel(lead).getByText("Assigned.")).toBeVisible();
  await expect(panel(lead).getByText("the counterparty is still to be looked at").first()).toBeVisible();

  await openPerson(admin, NAME);
  await admin.getByRole("button", { name: "Disable", exact: true }).click();
  const disable = admin.getByRole("dialog", { name: `Disable ${NAME}` });
  const answered = admin.waitForResponse(/people\.disable/);
  await disable.getByRole("button", { name: "Disable" }).click();
  expect((await answered).status()).toBe(200);
  const since = performance.now();
  const next = await page.request.get("/api/trpc/identity.mySessions?input=%7B%22json%22%3A%7B%7D%7D");
  const out = `${Math.round(performance.now() - since)} ms after the answer`;
  expect(next.status()).toBe(401);
  test.info().annotations.push({ type: "out", description: out });

  // The page that is still open leads out at its next step, and the password opens nothing any more.
  await page.getByRole("button", { name: "Take next" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await ready(page);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
  await openPerson(admin, NAME);
  await expect(admin.getByText("No live session")).toBeVisible();
});
