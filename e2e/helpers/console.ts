import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, test as base, expect, type Page, request } from "@playwright/test";
import { accountOf, dataDir, freshCode, type PersonName } from "./people";

export type Language = "zh-CN" | "en";
export type Theme = "light" | "dark";

export type Look = {
  readonly language?: Language;
  readonly theme?: Theme;
  readonly viewport?: { width: number; height: number };
};

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A session nobody uses for half an hour is over: one that lay for so long is made anew. */
const LYING_MS = 15 * 60_000;

const states = new Map<PersonName, { readonly made: Promise<State>; usedAt: number }>();

function address(): string {
  const found = process.env.E2E_BASE_URL;
  if (!found) throw new Error("E2E_BASE_URL is not set: the stack was not started");
  return found;
}

type Attempt = { readonly problem: string | null; readonly state: State };

/** One attempt to sign in over HTTP, from a browser with these cookies. */
async function attempt(name: PersonName, known: State | undefined, code: string): Promise<Attempt> {
  const api = await request.newContext({ baseURL: address(), ...(known ? { storageState: known } : {}) });
  const { csrfToken } = (await (await api.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const { email, password } = accountOf(name);
  const answer = await api.post("/api/auth/callback/credentials", {
    form: { csrfToken, email, password, code, json: "true", callbackUrl: address() },
  });
  const { url } = (await answer.json()) as { url?: string };
  const state = await api.storageState();
  await api.dispose();
  return { problem: url ? new URL(url).searchParams.get("error") : "unavailable", state };
}

/** The cookies by which the console knows a browser again, without any session. */
const browserOf = (state: State): State => ({
  ...state,
  cookies: state.cookies.filter(({ name }) => name.startsWith("hegui-device-")),
});

/**
 * Signs somebody in over HTTP; a new session each time. Who has to give a one-time code gives it once and is known by the
 * browser afterwards, in other workers too; the session then starts without a fresh code, like any other morning's.
 */
export async function newSession(name: PersonName): Promise<State> {
  const first = await attempt(name, knownBrowser(name), "");
  if (first.problem === null) return first.state;
  expect(first.problem).toBe("code-needed");
  let known: State | undefined;
  const withCode = async () => {
    // Another worker may have been quicker, with the same code.
    known = knownBrowser(name);
    if (known) return true;
    const { problem, state } = await attempt(name, undefined, await freshCode(name));
    if (problem === null) known = keepBrowser(name, browserOf(state));
    return problem === null;
  };
  await expect.poll(withCode, { timeout: 280_000, intervals: [500] }).toBe(true);
  const again = await attempt(name, known, "");
  expect(again.problem).toBeNull();
  return again.state;
}

const browserFile = (name: PersonName) => join(dataDir(), `e2e-browser-${name}.json`);

function knownBrowser(name: PersonName): State | undefined {
  const file = browserFile(name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as State) : undefined;
}

function keepBrowser(name: PersonName, state: State): State {
  const file = browserFile(name);
  // Written aside and moved: a worker never reads half of it.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(state));
  renameSync(`${file}.${process.pid}`, file);
  return state;
}

/** One session per person and worker, made when first needed and while it is used. */
function sharedSession(name: PersonName): Promise<State> {
  const known = states.get(name);
  const now = Date.now();
  if (known && now - known.usedAt < LYING_MS) {
    known.usedAt = now;
    return known.made;
  }
  const made = newSession(name);
  states.set(name, { made, usedAt: now });
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

async function signOut(page: Page): Promise<void> {
  const { csrfToken } = (await (await page.request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  await page.request.post("/api/auth/signout", { form: { csrfToken, json: "true", callbackUrl: address() } });
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
    const own: Page[] = [];
    await use(async (name, look = {}) => {
      const state = await (look.own ? newSession(name) : sharedSession(name));
      const page = await openPage(browser, state, look);
      pages.push(page);
      if (look.own) own.push(page);
      return page;
    });
    // A person has only so many sessions: one's own end with the test.
    for (const page of own) await signOut(page);
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

/**
 * Waits until the page answers to hands. Its parts come to life one after the other: what the server sent of the content
 * can be seen before it hears a key.
 */
export async function ready(page: Page): Promise<void> {
  await page.locator("body[data-hydrated]").waitFor({ state: "attached" });
  // Within one wait, that a page which leads on by itself is waited for where it leads.
  await page.waitForFunction(async () => {
    const alive = [...document.querySelectorAll("main :is(tr, a, button, input, select, textarea)")].every((one) =>
      Object.keys(one).some((key) => key.startsWith("__reactProps$")),
    );
    // What a part does once it lives, such as taking its keys, comes after the next picture.
    if (alive) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return alive;
  });
}

export { expect } from "@playwright/test";
