import { describe, expect, it } from "vitest";
import { ownPath } from "@/lib/sign-in-address";
import { plainLine } from "@/server/kernel/logger";
import { fromElsewhere } from "@/server/kernel/same-origin";
import { readTree, type SourceFile } from "../structure/support/tree";

const HOST = "console.example";
const asked = (headers: Record<string, string>) =>
  fromElsewhere(new Request(`https://${HOST}/api/trpc/x`, { method: "POST", headers: { host: HOST, ...headers } }));

/** Ways in that change something and are not for browsers with a cookie, with what guards them instead. */
const GUARDED_OTHERWISE: Readonly<Record<string, string>> = {
  "app/api/auth/[...nextauth]/route.ts": "a token of next-auth's own in every form",
  "app/api/core/callbacks/route.ts": "the core's signature",
  "app/api/messenger/receipts/route.ts": "the message provider's signature",
  "app/api/platform/orders/route.ts": "the platform's signature",
  "app/api/v1/[[...path]]/route.ts": "a key in a header no other site can set",
};

/** Routes that take what changes something without asking where it comes from. */
function unguarded(files: readonly SourceFile[]): string[] {
  const text = new Map(files.map((file) => [file.path, file.text]));
  return files
    .filter(({ path, text: own }) => /^app\/api\/.*route\.ts$/.test(path) && /\b(POST|PUT|PATCH|DELETE)\b/.test(own))
    .filter(({ path, text: own }) => {
      const behind = [...own.matchAll(/from "@\/(server\/[^"]+\/http)"/g)].map(([, name]) => text.get(`${name}.ts`));
      return ![own, ...behind].some((one) => one?.includes("fromElsewhere(request)")) && !(path in GUARDED_OTHERWISE);
    })
    .map(({ path }) => path);
}

describe("a request from another site", () => {
  it.each([
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ "sec-fetch-site": "cross-site", origin: `https://${HOST}` }],
    [{ origin: "https://evil.example" }],
    [{ origin: `https://${HOST}.evil.example` }],
    [{ origin: `https://evil.example/?${HOST}` }],
    [{ origin: `https://${HOST}:8443` }],
    [{ origin: "null" }],
    [{ origin: "nonsense" }],
    [{ origin: "" }],
  ])("is known by %j", (headers) => expect(asked(headers)).toBe(true));

  it.each([
    [{ "sec-fetch-site": "same-origin" }],
    [{ "sec-fetch-site": "none" }],
    [{ origin: `https://${HOST}` }],
    [{}],
  ])("is not one with %j", (headers) => expect(asked(headers)).toBe(false));

  it("changes nothing by any route", () => {
    expect(unguarded(readTree())).toEqual([]);
  });

  it("would be found where a route does not ask", () => {
    const path = "app/api/x/route.ts";
    expect(unguarded([{ path, text: "export async function POST() {}" }])).toEqual([path]);
    expect(unguarded([{ path, text: "export async function GET() {}" }])).toEqual([]);
  });
});

describe("the way back after a sign-in", () => {
  it.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n//evil.example",
    "///evil.example",
    "%2f%2fevil.example",
    " //evil.example",
    "@evil.example",
    ".evil.example",
    "/sign-in?to=/sign-in",
  ])("never leads elsewhere: %j", (path) => {
    const way = ownPath(path);
    if (way !== undefined) expect(new URL(way, `https://${HOST}`).host).toBe(HOST);
    expect(way ?? "").not.toMatch(/^\/[/\\]/);
    if (!path.startsWith("/")) expect(way).toBeUndefined();
  });

  it("leads back to a page with what was asked of it", () => {
    expect(ownPath("/customers?page=2")).toBe("/customers?page=2");
  });
});

describe("a line of the log", () => {
  it("stays one line, with nothing a terminal obeys", () => {
    const said = "a\nb\r\u001b[31m\u009b31m\u2028\u2029\u202e\u200b\u{e0041}\u0000";
    const line = plainLine({ said });
    expect(line).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(line)).toEqual({ said });
  });
});

describe("the name of a file handed out", () => {
  it("is put together from nothing that was typed", () => {
    const names = readTree()
      .filter(({ path }) => /^(app|server)\//.test(path) && !/\.test\./.test(path))
      .flatMap(({ path, text }) => [...text.matchAll(/filename="([^"]*)"/g)].map(([, name = ""]) => `${path} ${name}`));
    // Each of these parts is an id, a checked date, or a word of ours.
    expect(names.sort()).toEqual([
      "server/audit/http.ts audit-${permit.log}-${permit.treeSize}.jsonl",
      "server/evidence/http.ts evidence-${file.id}.${ending}",
      "server/incidents/http.ts ${incident.number}.pdf",
      "server/kernel/download.ts ${name}.${format}",
      "server/orders/http.ts ${name}.zip",
      "server/orders/http.ts ${read.result.order.number}.pdf",
      "server/packages/http.ts ${of.number}.zip",
      "server/people/http.ts ${name}.csv",
      "server/retention/http.ts ${file.content.number}.pdf",
    ]);
  });
});
