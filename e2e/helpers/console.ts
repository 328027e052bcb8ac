import { type Browser, type BrowserContext, test as base, expect, type Page, request } from "@playwright/test";
import { accountOf, type PersonName } from "./people";

export type Language = "zh-CN" | "en";
export type Theme = "light" | "dark";

export type Look = {
  readonly language?: Language;
  readonly theme?: Theme;
  readonly viewport?: { width: number; height: number };
};

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

const states = new Map<PersonName, Promise<State>>();

function address(): string {
  const found = process.env.E2E_BASE_URL;
  if (!found) throw new Error("E2E_BASE_URL is not set: the stack was not started");
  return found;
}

/** Signs somebody in over HTTP; a new session each time. */
export async function newSession(name: PersonName): Promise<State> {
  const api = await request.newContext({ baseURL: address() });
  const { csrfToken } = (await (await api.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const { email, password } = accountOf(name);
  const answer = await api.post("/api/auth/callback/credentials", {
    form: { csrfToken, email, password, json: "true", callbackUrl: address() },
  });
  expect(answer.ok()).toBe(true);
  const state = await api.storageState();
  await api.dispose();
  return state;
}

/** One session per person and worker, made when first needed. */
function sharedSession(name: PersonName): Promise<State> {
  const known = states.get(name);
  if (known) return known;
  const made = newSession(name);
  states.set(name, made);
  return made;
}

/** A page with a look, signed in with a session or not at all. */
async function openPage(browser: Browser, state: State | undefined, look: Look): Promise<Page> {
  const { language = "zh-CN", theme = "light", viewport } = look;
  const context = await browser.newContext({
    baseURL: address(),
    locale: language,
    timezoneId: "Asia/Shanghai",
    ...(viewport ? { viewport } : {}),
    ...(state ? { storageState: state } : {}),
  });
  await context.addCookies([
    { name: "locale", value: language, url: address() },
    { name: "theme", value: theme, url: address() },
  ]);
  return context.newPage();
}

type Fixtures = {
  /** A page of a demo person. Everybody of a worker shares a session per person; `own` starts a new one. */
  pageOf(name: PersonName, look?: Look & { own?: boolean }): Promise<Page>;
  /** A page of nobody. */
  pageOfNobody(look?: Look): Promise<Page>;
};

export const test = base.extend<Fixtures>({
  pageOf: async ({ browser }, use) => {
    const pages: Page[] = [];
    await use(async (name, look = {}) => {
      const state = await (look.own ? newSession(name) : sharedSession(name));
      const page = await openPage(browser, state, look);
      pages.push(page);
      return page;
    });
    for (const page of pages) await page.context().close();
  },
  pageOfNobody: async ({ browser }, use) => {
    const pages: Page[] = [];
    await use(async (look = {}) => {
      const page = await openPage(browser, undefined, look);
      pages.push(page);
      return page;
    });
    for (const page of pages) await page.context().close();
  },
});

/** Goes to a page and waits until it answers to hands. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
}

/** Waits until the page answers to hands. */
export async function ready(page: Page): Promise<void> {
  await page.locator("body[data-hydrated]").waitFor({ state: "attached" });
}

export { expect } from "@playwright/test";
