import { describe, expect, it } from "vitest";
import { FITTED, pageAddress, poseAfter } from "./evidence";

describe("poseAfter", () => {
  it("zooms within bounds", () => {
    let pose = FITTED;
    for (let step = 0; step < 40; step++) pose = poseAfter(pose, "+") ?? pose;
    expect(pose.zoom).toBe(8);
    for (let step = 0; step < 40; step++) pose = poseAfter(pose, "-") ?? pose;
    expect(pose.zoom).toBe(0.5);
    expect(poseAfter({ ...pose, turns: 3, x: 9 }, "0")).toEqual({ zoom: 1, turns: 3, x: 0, y: 0 });
  });

  it("turns in quarters and comes round", () => {
    expect(poseAfter({ ...FITTED, turns: 3 }, "o")).toEqual(FITTED);
  });

  it("moves the page the way the arrow looks at it", () => {
    expect(poseAfter(FITTED, "ArrowRight")?.x).toBeLessThan(0);
    expect(poseAfter(FITTED, "ArrowUp")?.y).toBeGreaterThan(0);
    expect(poseAfter(FITTED, "q")).toBe(null);
  });
});

it("a page's address carries the link unharmed", () => {
  const address = new URL(pageAddress("a+b/c=.d", 2), "http://x");
  expect([address.searchParams.get("link"), address.searchParams.get("page")]).toEqual(["a+b/c=.d", "2"]);
});
