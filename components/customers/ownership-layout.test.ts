import { describe, expect, it } from "vitest";
import { pictureOf, type Tree } from "./ownership-layout";

const TREE: Tree = {
  stakes: [
    { id: "a", aboveId: null, kind: "enterprise", shareBp: 6000 },
    { id: "b", aboveId: null, kind: "person", shareBp: 3000 },
    { id: "c", aboveId: "a", kind: "person", shareBp: 5000 },
  ],
  owners: [
    { stakes: ["b"], beneficial: true },
    { stakes: ["c"], beneficial: false },
  ],
  gaps: [
    { aboveId: null, missingBp: 1000 },
    { aboveId: "a", missingBp: 5000 },
  ],
};

describe("the picture of who owns an enterprise", () => {
  it("has a box for each owner and for each part that nobody is known for", () => {
    const { nodes, lines } = pictureOf(TREE);
    expect(nodes.map(({ key, kind, beneficial }) => [key, kind, beneficial])).toEqual([
      ["c", "person", false],
      ["gap a", "gap", false],
      ["a", "enterprise", false],
      ["b", "person", true],
      ["gap ", "gap", false],
      ["self", "enterprise", false],
    ]);
    expect(lines.filter(({ gap }) => gap).map(({ shareBp }) => shareBp)).toEqual([5000, 1000]);
  });

  it("lays no box over another, and none outside", () => {
    const { nodes, width, height, box } = pictureOf(TREE);
    for (const node of nodes) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.x + box.width).toBeLessThanOrEqual(width);
      expect(node.y + box.height).toBeLessThanOrEqual(height);
      const beside = nodes.filter((other) => other !== node && other.y === node.y);
      for (const other of beside) expect(Math.abs(other.x - node.x)).toBeGreaterThanOrEqual(box.width);
    }
  });
});
