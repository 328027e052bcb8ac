import { describe, expect, it } from "vitest";
import { ownWords, passwordProblem } from "./password-rules";

const judge = (password: string, over: { score?: number; breached?: boolean } = {}) =>
  passwordProblem({
    password,
    score: over.score ?? 4,
    breached: over.breached ?? false,
    own: ["an.wenqi@pay.example", "An Wenqi", "安文琪"],
  })?.code;

describe("a password", () => {
  it("is long, strong, in no list of leaked ones, and not its person's own name", () => {
    expect(judge("short-one")).toBe("identity.password.short");
    expect(judge("Wenqi-2026-harbour")).toBe("identity.password.own");
    expect(judge("long enough but known", { breached: true })).toBe("identity.password.breached");
    expect(judge("aaaaaaaaaaaaaaaa", { score: 0 })).toBe("identity.password.weak");
    expect(judge("harbour lantern ninety")).toBeUndefined();
  });

  it("counts characters, not bytes", () => {
    expect(judge("安全安全安全安全安全安")).toBe("identity.password.short");
    expect(judge("秋水共长天一色落霞与孤鹜")).toBeUndefined();
  });

  it("may hold short parts of a name", () => {
    expect(ownWords(["an.wenqi@pay.example"])).toEqual(["an.wenqi@pay.example", "wenqi", "example"]);
  });
});
