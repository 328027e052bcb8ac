import { expect, test, visit } from "./helpers/console";

const PAGES = ["/overview", "/worklist", "/customers", "/controls", "/approvals", "/audit", "/rulebook", "/people"];

/** The nonce an answer allows scripts by. */
const nonceOf = (policy: string) => /script-src [^;]*'nonce-([^']+)'/.exec(policy)?.[1] ?? "";

test("every page allows its own scripts only, and no script of it stands without the nonce", async ({ pageOf }) => {
  const page = await pageOf("lead");
  const seen = new Set<string>();
  for (const path of ["/sign-in", ...PAGES]) {
    const answer = await page.request.get(path);
    const policy = answer.headers()["content-security-policy"] ?? "";
    const nonce = nonceOf(policy);
    expect([path, nonce.length > 20, seen.has(nonce)]).toEqual([path, true, false]);
    seen.add(nonce);
    expect(/script-src [^;]*/.exec(policy)?.[0]).not.toContain("unsafe-");
    const scripts = (await answer.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    expect([path, answer.headers()["cache-control"] ?? ""]).toEqual([path, expect.stringContaining("no-store")]);
  }
});

test("no page does what its policy forbids", async ({ pageOf }) => {
  const page = await pageOf("lead");
  await page.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(window, { broken });
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      broken.push(`${violatedDirective} ${blockedURI}`);
    });
  });
  for (const path of PAGES) {
    await visit(page, path);
    const broken = await page.evaluate(() => (window as unknown as { broken: string[] }).broken);
    expect([path, broken]).toEqual([path, []]);
  }
});

test("answers of the interface carry the same guards as pages", async ({ pageOfNobody }) => {
  const page = await pageOfNobody();
  for (const path of ["/api/health", "/api/trpc/identity.me", "/api/v1/customers", "/api/files/view?link=x"]) {
    const headers = (await page.request.get(path)).headers();
    expect([path, headers]).toEqual([
      path,
      expect.objectContaining({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "cross-origin-resource-policy": "same-origin",
        "cache-control": expect.stringContaining("no-store"),
      }),
    ]);
  }
});

test("another site changes nothing with somebody's cookie", async ({ pageOf }) => {
  const page = await pageOf("lead");
  const json = { "content-type": "application/json" };
  const from = (headers: Record<string, string>) => ({ headers: { ...json, ...headers }, data: "{}" });
  const elsewhere: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ];
  for (const headers of elsewhere) {
    for (const path of ["/api/trpc/worklist.take", "/api/ingestion/upload", "/api/people/link", "/api/passkey"]) {
      const answer = await page.request.post(path, from(headers));
      expect([path, headers, answer.status()]).toEqual([path, headers, 403]);
    }
  }
  const form = await page.request.post("/api/trpc/worklist.take", { form: { a: "b" } });
  expect(form.status()).toBe(403);
});

test("the cookie of a session is for the server only", async ({ pageOf }) => {
  const page = await pageOf("lead");
  const session = (await page.context().cookies()).filter(({ name }) => name.includes("session-token"));
  expect(session.length).toBeGreaterThan(0);
  for (const cookie of session) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  await visit(page, "/overview");
  expect(await page.evaluate(() => document.cookie)).not.toContain("session-token");
});
