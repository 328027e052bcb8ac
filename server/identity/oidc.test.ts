import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import NextAuth from "next-auth";
import Provider from "oidc-provider";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { makeSomebody } from "./testing/somebody";

const PUBLIC = "http://console.test";
const settings = vi.hoisted(() => ({ env: {} as Record<string, unknown>, runtime: undefined as unknown }));
vi.mock("@/env", async (original) => ({
  ...(await original<object>()),
  env: () => settings.env,
  publicUrl: () => "http://console.test",
}));
vi.mock("@/server/kernel/runtime", async (original) => ({
  ...(await original<object>()),
  runtime: async () => settings.runtime,
}));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => undefined, set: () => undefined }),
  headers: async () => new Headers({ "user-agent": "test" }),
}));

const { authOptions } = await import("./auth-options");

type Claims = { email?: string; email_verified?: boolean; groups?: string[] };
const claims = new Map<string, Claims>();

let house: House;
let server: Server;
let issuer: string;

beforeAll(async () => {
  vi.stubEnv("NEXTAUTH_URL", PUBLIC);
  house = await openHouse();
  settings.runtime = house.runtime;
  server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "hegui",
        client_secret: "a-secret-of-this-test",
        redirect_uris: [`${PUBLIC}/api/auth/callback/oidc`],
      },
    ],
    claims: { openid: ["sub", "groups"], email: ["email", "email_verified"], profile: [] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub, ...claims.get(sub) }) }),
    cookies: { keys: ["a key of this test"] },
  });
  server.on("request", provider.callback());
  settings.env = {
    SESSION_SECRET: "a secret of this test",
    TRUST_PROXY: "",
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: "hegui",
    OIDC_CLIENT_SECRET: "a-secret-of-this-test",
    OIDC_GROUPS_CLAIM: "groups",
    OIDC_ROLE_MAP: JSON.stringify({ kyc: "pay:kyc-reviewer", leads: "pay:compliance-lead", audit: "pay:auditor" }),
    OIDC_PROVISION: "",
  };
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await house.close();
  vi.unstubAllEnvs();
});

/** Cookies of one browser at one place. */
function jar() {
  const kept = new Map<string, string>();
  return {
    take: (lines: readonly string[]) => {
      for (const line of lines) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        kept.set(name, value);
      }
    },
    text: () => [...kept].map(([name, value]) => `${name}=${value}`).join("; "),
    all: () => Object.fromEntries([...kept].map(([name, value]) => [name, decodeURIComponent(value)])),
  };
}

/** Walks the provider's own pages: signs in as `sub`, consents, and gives the address it leads back to. */
async function atProvider(from: string, sub: string): Promise<URL> {
  const cookies = jar();
  let next = from;
  let form: URLSearchParams | undefined;
  for (let hop = 0; hop < 12; hop += 1) {
    const answer = await fetch(next, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie: cookies.text() },
      ...(form ? { body: form } : {}),
    });
    cookies.take(answer.headers.getSetCookie());
    form = undefined;
    const location = answer.headers.get("location");
    if (location?.startsWith(PUBLIC)) return new URL(location);
    if (location) {
      next = new URL(location, issuer).toString();
      continue;
    }
    const page = await answer.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!prompt) throw new Error(`the provider says ${answer.status}`);
    next = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? "", issuer).toString();
    form = new URLSearchParams({ prompt, login: sub, password: "any" });
  }
  throw new Error("the provider leads in circles");
}

type Came = { readonly sid?: string; readonly personId?: string; readonly redirect?: string };

/** A whole sign-in through next-auth and the provider. `tamper` changes the address that comes back. */
async function comeBy(sub: string, tamper: (url: URL) => void = () => undefined): Promise<Came> {
  const browser = jar();
  const handle = async (path: string[], query: Record<string, string>, body?: Record<string, string>) => {
    let location = "";
    let sent: unknown;
    const set = new Map<string, unknown>();
    const response = {
      status: () => response,
      getHeader: (name: string) => set.get(name),
      setHeader: (name: string, value: unknown) => {
        set.set(name, value);
        if (name === "Location") location = String(value);
        return response;
      },
      json: (value: unknown) => {
        sent = value;
      },
      send: (value: unknown) => {
        sent = value;
      },
      end: () => undefined,
    };
    const request = {
      method: body ? "POST" : "GET",
      headers: {},
      cookies: browser.all(),
      query: { nextauth: path, ...query },
      body,
    };
    await NextAuth(request as never, response as never, authOptions());
    browser.take((set.get("Set-Cookie") as string[] | undefined) ?? []);
    return { location, sent };
  };
  const { csrfToken } = (await handle(["csrf"], {})).sent as { csrfToken: string };
  const start = await handle(["signin", "oidc"], {}, { csrfToken });
  const back = await atProvider(start.location, sub);
  tamper(back);
  const end = await handle(["callback", "oidc"], Object.fromEntries(back.searchParams));
  const session = (await handle(["session"], {})).sent as { sid?: string; personId?: string };
  return { sid: session.sid, personId: session.personId, redirect: end.location };
}

const rolesOf = async (personId: string) =>
  (
    await house.rows<{ role: string; source: string }>(
      "select role, source from role_grants where person_id = $1 and ended_at is null order by role",
      [personId],
    )
  ).map(({ role, source }) => `${role} ${source}`);

describe("a provider of OpenID Connect", () => {
  it("signs in whom it vouches for; roles follow its groups", async () => {
    const person = await makeSomebody(house, "customer-service");
    claims.set("s1", { email: person.email, email_verified: true, groups: ["kyc", "strangers"] });
    const came = await comeBy("s1");
    expect(came.personId).toBe(person.id);
    const [session] = await house.rows("select method, person_id from sessions where id = $1", [came.sid]);
    expect(session).toEqual({ method: "oidc", person_id: person.id });
    expect(await rolesOf(person.id)).toEqual(["customer-service console", "kyc-reviewer oidc"]);
    // The next time by subject alone, in another group; what the console gave stays, duties that conflict do not come.
    claims.set("s1", { email: "moved@elsewhere.example", groups: ["audit"] });
    expect((await comeBy("s1")).personId).toBe(person.id);
    expect(await rolesOf(person.id)).toEqual(["customer-service console"]);
    const kinds = await house.rows<{ kind: string }>(
      "select distinct kind from audit_entries where subject_id = $1 order by kind",
      [person.id],
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        "identity.oidc.assign",
        "identity.role.end",
        "identity.role.grant",
        "identity.session.start",
      ]),
    );
  });

  it("does not let in who is disabled, not invited, or not verified", async () => {
    const disabled = await makeSomebody(house, "customer-service");
    await house.pool.query("update people set disabled_at = now() where id = $1", [disabled.id]);
    const unverified = await makeSomebody(house, "customer-service");
    claims.set("s2", { email: disabled.email, email_verified: true, groups: ["kyc"] });
    claims.set("s3", { email: "nobody@elsewhere.example", email_verified: true, groups: ["kyc"] });
    claims.set("s4", { email: unverified.email, email_verified: false, groups: ["kyc"] });
    for (const sub of ["s2", "s3", "s4"]) {
      const came = await comeBy(sub);
      expect(came.sid).toBeUndefined();
      expect(came.redirect).toContain("error=refused");
    }
  });

  it("makes accounts on the way where that is switched on", async () => {
    settings.env = { ...settings.env, OIDC_PROVISION: "yes" };
    claims.set("s5", { email: "fresh@elsewhere.example", email_verified: true, groups: ["kyc"] });
    const came = await comeBy("s5");
    expect(await rolesOf(came.personId ?? "")).toEqual(["kyc-reviewer oidc"]);
    settings.env = { ...settings.env, OIDC_PROVISION: "" };
  });

  it("is not believed with another state or code", async () => {
    const person = await makeSomebody(house, "customer-service");
    claims.set("s6", { email: person.email, email_verified: true, groups: [] });
    expect((await comeBy("s6", (url) => url.searchParams.set("state", "forged"))).sid).toBeUndefined();
    expect((await comeBy("s6", (url) => url.searchParams.set("code", "forged"))).sid).toBeUndefined();
    expect((await comeBy("s6")).personId).toBe(person.id);
  });
});
