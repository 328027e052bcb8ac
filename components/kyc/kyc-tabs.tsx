"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TabLinks } from "@/components/patterns/tab-links";
import { cx } from "@/components/ui/cx";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { KYC_PATH, KYC_VIEWS, type KycView, viewHref } from "./paths";

export type KycTab = KycView | "second-looks" | "figures";

/** The head of each of the desk's places: its name, the places, and what stands at the right. */
export function KycHead(props: { current: KycTab | null; ruled?: boolean; children?: ReactNode }) {
  const t = useTranslations("kyc.page");
  return (
    <header className={cx("hg-pane-head", props.ruled && "hg-ruled-below")}>
      <h1>{t("title")}</h1>
      <KycTabs current={props.current} />
      <span className="hg-grow" />
      {props.children}
    </header>
  );
}

/** The desk's places: the views of the list, the second looks, the figures. The queue carries what is open and late. */
export function KycTabs({ current }: { current: KycTab | null }) {
  const t = useTranslations("kyc.page.views");
  const spoken = useTranslations("frame.nav");
  const format = useFormat();
  const can = useCan();
  const trpc = useTRPC();
  const { data: counts } = useQuery(trpc.worklist.counts.queryOptions({}, { enabled: can("worklist.read") }));
  const figuresOf = (kind: string) => {
    const found = counts?.find((one) => one.kind === kind);
    if (!found) return {};
    const [open, late] = [format.count(found.open), format.count(found.late)];
    return { count: open, ...(found.late > 0 ? { late } : {}), spoken: spoken("spoken", { open, late }) };
  };
  const tabs = [
    ...(Object.keys(KYC_VIEWS) as KycView[]).map((id) => ({
      id,
      label: t(id),
      href: viewHref(id),
      ...(id === "queue" ? figuresOf("kyc-submission") : {}),
    })),
    ...(can("kyc.second-look")
      ? [
          {
            id: "second-looks",
            label: t("secondLooks"),
            href: `${KYC_PATH}/second-looks`,
            ...figuresOf("kyc-second-look"),
          },
        ]
      : []),
    { id: "figures", label: t("figures"), href: `${KYC_PATH}/figures` },
  ];
  return <TabLinks label={t("label")} tabs={tabs} current={current ?? ""} />;
}
