/** Who owns an enterprise, as far as a picture needs it. */
export type Tree = {
  readonly stakes: readonly {
    readonly id: string;
    readonly aboveId: string | null;
    readonly kind: "person" | "enterprise";
    readonly shareBp: number;
  }[];
  readonly owners: readonly { readonly stakes: readonly string[]; readonly beneficial: boolean }[];
  readonly gaps: readonly { readonly aboveId: string | null; readonly missingBp: number }[];
};

/** A box of the picture. `number` counts the owners from 1 in the order of the table; 0 for others. */
export type PictureNode = {
  readonly key: string;
  readonly id: string | null;
  readonly kind: "person" | "enterprise" | "gap";
  readonly number: number;
  readonly beneficial: boolean;
  readonly x: number;
  readonly y: number;
};
export type PictureLine = {
  readonly key: string;
  readonly gap: boolean;
  readonly shareBp: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
};

const BOX = { width: 132, height: 40 } as const;
const [GAP_X, GAP_Y] = [16, 36];

type Branch = Pick<PictureNode, "key" | "id" | "kind" | "number" | "beneficial"> & { readonly shareBp: number };

/** What hangs below a node: its owners, and the part that nobody is known for. */
function branchesOf(tree: Tree, above: string | null): readonly Branch[] {
  const beneficial = new Set(tree.owners.filter((one) => one.beneficial).flatMap(({ stakes }) => stakes));
  const owners = tree.stakes.flatMap(({ id, aboveId, kind, shareBp }, at): Branch[] =>
    aboveId === above ? [{ key: id, id, kind, number: at + 1, beneficial: beneficial.has(id), shareBp }] : [],
  );
  const gap = tree.gaps.find(({ aboveId }) => aboveId === above);
  const none = { key: `gap ${above ?? ""}`, id: null, kind: "gap", number: 0, beneficial: false } as const;
  return gap ? [...owners, { ...none, shareBp: gap.missingBp }] : owners;
}

/** Places every box and line: leaves side by side, an enterprise in the middle above its owners. Sizes in pixels. */
export function pictureOf(tree: Tree) {
  const nodes: PictureNode[] = [];
  const lines: PictureLine[] = [];
  let [columns, levels] = [0, 0];
  const place = (branch: Omit<Branch, "shareBp">, level: number): number => {
    levels = Math.max(levels, level + 1);
    const below = branch.kind === "enterprise" ? branchesOf(tree, branch.id) : [];
    const placed = below.map((one) => ({ one, x: place(one, level + 1) }));
    const [first, last] = [placed[0], placed.at(-1)];
    if (!first || !last) columns += 1;
    const x = first && last ? (first.x + last.x) / 2 : GAP_X + (columns - 1) * (BOX.width + GAP_X);
    const y = GAP_Y / 2 + level * (BOX.height + GAP_Y);
    for (const { one, x: at } of placed) {
      lines.push({
        key: one.key,
        gap: one.kind === "gap",
        shareBp: one.shareBp,
        x1: x + BOX.width / 2,
        y1: y + BOX.height,
        x2: at + BOX.width / 2,
        y2: y + BOX.height + GAP_Y,
      });
    }
    nodes.push({ ...branch, x, y });
    return x;
  };
  place({ key: "self", id: null, kind: "enterprise", number: 0, beneficial: false }, 0);
  const width = columns * (BOX.width + GAP_X) + GAP_X;
  return { nodes, lines, width, height: levels * (BOX.height + GAP_Y), box: BOX };
}
