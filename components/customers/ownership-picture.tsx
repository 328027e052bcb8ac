"use client";

import { useTranslations } from "next-intl";
import { type PictureNode, pictureOf, type Tree } from "./ownership-layout";
import { usePercent } from "./use-percent";

type Props = {
  readonly tree: Tree;
  /** Names to show in place of numbers, by stake. */
  readonly names?: ReadonlyMap<string, string>;
};

/** Signs of a name that fit into its box. */
const NAME_SIGNS = 9;
const short = (name: string) => {
  const signs = [...name];
  return signs.length <= NAME_SIGNS ? name : `${signs.slice(0, NAME_SIGNS - 1).join("")}…`;
};

/**
 * The owners as a tree below the customer: round boxes for persons, heavy ones for beneficial owners, dashed ones for the
 * parts that nobody is known for. The table says the same, so the picture is one image to a screen reader.
 */
export function OwnershipPicture({ tree, names }: Props) {
  const t = useTranslations("customers.enterprise");
  const percent = usePercent();
  if (tree.stakes.length === 0) return null;
  const { nodes, lines, width, height, box } = pictureOf(tree);
  const label = (node: PictureNode): string => {
    if (node.kind === "gap") return t("unknownOwner");
    if (node.id === null) return t("itself");
    const name = names?.get(node.id);
    return name === undefined ? t("owner", { n: node.number }) : short(name);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide picture must be reachable and scrolled by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a nameless scroll box inside a named section
    <div className="overflow-x-auto px-(--gutter) pb-2" role="group" aria-label={t("picture")} tabIndex={0}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t("picture")}>
        {lines.map((line) => (
          <g key={line.key}>
            <path
              d={`M${line.x1} ${line.y1}V${(line.y1 + line.y2) / 2}H${line.x2}V${line.y2}`}
              fill="none"
              stroke={line.gap ? "var(--late)" : "var(--ink-3)"}
              strokeDasharray={line.gap ? "4 3" : undefined}
            />
            <text x={line.x2 + 4} y={line.y2 - 5} fontSize="11" fill={line.gap ? "var(--late)" : "var(--ink-2)"}>
              {percent(line.shareBp)}
            </text>
          </g>
        ))}
        {nodes.map((node) => (
          <g key={node.key}>
            <rect
              x={node.x}
              y={node.y}
              width={box.width}
              height={box.height}
              rx={node.kind === "person" ? box.height / 2 : 4}
              fill={node.beneficial ? "var(--accent-soft)" : node.kind === "gap" ? "none" : "var(--raised)"}
              stroke={node.kind === "gap" ? "var(--late)" : node.beneficial ? "var(--accent)" : "var(--ink-3)"}
              strokeWidth={node.beneficial ? 2 : 1}
              strokeDasharray={node.kind === "gap" ? "4 3" : undefined}
            />
            <text
              x={node.x + box.width / 2}
              y={node.y + box.height / 2 + (node.beneficial ? -2 : 4)}
              fontSize="12"
              textAnchor="middle"
              fill={node.kind === "gap" ? "var(--late)" : "var(--ink-1)"}
            >
              {label(node)}
            </text>
            {node.beneficial ? (
              <text
                x={node.x + box.width / 2}
                y={node.y + box.height / 2 + 13}
                fontSize="11"
                textAnchor="middle"
                fill="var(--ink-2)"
              >
                {t("isBeneficial")}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
    </div>
  );
}
