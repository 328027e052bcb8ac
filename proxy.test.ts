import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { proxy } from "./proxy";

function answer(url: string, headers: Record<string, string> = {}): Headers {
  return proxy(new NextRequest(url, { headers })).headers;
}

describe("proxy", () => {
  it("gives every answer a nonce of its own and lets no other script run", () => {
    const policies = [1, 2].map(() => answer("http://127.0.0.1:3000/worklist").get("Content-Security-Policy") ?? "");
    const nonces = policies.map((policy) => /script-src 'self' 'nonce-([^']+)' 'strict-dynamic';/.exec(policy)?.[1]);
    expect(nonces[0]).toBeTruthy();
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(policies[0]).toContain("frame-ancestors 'none'");
    expect(policies[0]).not.toContain("unsafe-eval");
  });
  it("says HSTS over TLS only, also behind a proxy that ends it", () => {
    expect(answer("http://127.0.0.1:3000/").has("Strict-Transport-Security")).toBe(false);
    expect(answer("https://hegui.example/").has("Strict-Transport-Security")).toBe(true);
    expect(answer("http://127.0.0.1/", { "x-forwarded-proto": "https" }).has("Strict-Transport-Security")).toBe(true);
  });
  it("keeps types, frames, referrers and devices shut", () => {
    const headers = answer("http://127.0.0.1:3000/");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("X-Frame-Options")).toBe("DENY");
    expect(headers.get("Referrer-Policy")).toBe("same-origin");
    expect(headers.get("Permissions-Policy")).toContain("camera=()");
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
  });
});
