import { describe, expect, it } from "vitest";
import { ownPath, signInAddress } from "./sign-in-address";

describe("the sign-in page's address", () => {
  it("keeps the page to lead back to", () => {
    expect(signInAddress()).toBe("/sign-in");
    expect(signInAddress({ reason: "expired", to: "/approvals/1?tab=a" })).toBe(
      "/sign-in?reason=expired&to=%2Fapprovals%2F1%3Ftab%3Da",
    );
    expect(signInAddress({ to: "/" })).toBe("/sign-in");
  });
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
    "",
    null,
    "/sign-in?to=/x",
  ])("does not lead to %j", (path) => expect(ownPath(path)).toBeUndefined());
  it("keeps a path of its own", () => {
    expect(ownPath("/worklist?state=open")).toBe("/worklist?state=open");
  });
});
