"use client";

import { useTranslations } from "next-intl";
import type { Enterprise } from "./enterprise-sections";
import { usePercent } from "./use-percent";

type Stake = Enterprise["stakes"][number];
type Node = {
  readonly id: string | null;
  readonly label: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
};

const [WIDTH, HEIGHT, GAP_X, GAP_Y] = [132, 40, 16, 36];

/** The owners as a tree below the customer; the table says the same, so the picture is one image to a screen reader. */
export function OwnershipPicture({ stakes }: { stakes: readonly Stake[] }) {
  const t = useTranslations("customers.enterprise");
  const percent = usePercent();
  if (stakes.length === 0) return null;
  const label = (id: string | null) =>
    id === null ? t("itself") : t("owner", { n: stakes.findIndex((one) => one.id === id) + 1 });
  const { nodes, columns, levels } = placed(stakes, label);
  const at = new Map(nodes.map((node) => [node.id, node]));
  const [width, height] = [columns * (WIDTH + GAP_X) + GAP_X, levels * (HEIGHT + GAP_Y) + GAP_Y];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide picture must be reachable and scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section
    <div className="overflow-x-auto px-(--gutter) pb-2" role="group" aria-label={t("picture")} tabIndex={0}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t("picture")}>
        {stakes.map((stake) => {
          const [from, to] = [at.get(stake.aboveId), at.get(stake.id)];
          if (!from || !to) return null;
          const [x1, y1, x2, y2] = [from.x + WIDTH / 2, from.y + HEIGHT, to.x + WIDTH / 2, to.y];
          return (
            <g key={stake.id}>
              <path d={`M${x1} ${y1}V${(y1 + y2) / 2}H${x2}V${y2}`} fill="none" stroke="var(--ink-3)" />
              <text x={x2 + 4} y={y2 - 5} fontSize="11" fill="var(--ink-2)">
                {percent(stake.shareBp)}
              </text>
            </g>
          );
        })}
        {nodes.map((node) => (
          <g key={node.id ?? "self"}>
            <rect
              x={node.x}
              y={node.y}
              width={WIDTH}
              height={HEIGHT}
              rx={node.kind === "person" ? HEIGHT / 2 : 4}
              fill="var(--raised)"
              stroke="var(--ink-3)"
            />
            <text
              x={node.x + WIDTH / 2}
              y={node.y + HEIGHT / 2 + 4}
              fontSize="12"
              textAnchor="middle"
              fill="var(--ink-1)"
            >
              {node.label}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Places every node: leaves side by side, an enterprise in the middle above its owners. */
function placed(stakes: readonly Stake[], label: (id: string | null) => string) {
  const nodes: Node[] = [];
  let [columns, levels] = [0, 0];
  const place = (id: string | null, kind: string, level: number): number => {
    levels = Math.max(levels, level + 1);
    const middles = stakes.filter((one) => one.aboveId === id).map((one) => place(one.id, one.kind, level + 1));
    const [first, last] = [middles[0], middles.at(-1)];
    if (first === undefined || last === undefined) columns += 1;
    const x = first === undefined || last === undefined ? GAP_X + (columns - 1) * (WIDTH + GAP_X) : (first + last) / 2;
    nodes.push({ id, label: label(id), kind, x, y: GAP_Y / 2 + level * (HEIGHT + GAP_Y) });
    return x;
  };
  place(null, "enterprise", 0);
  return { nodes, columns, levels };
}
