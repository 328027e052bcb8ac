"use client";

import { useTranslations } from "next-intl";
import { CorrectionPanel } from "@/components/corrections/correction-panel";
import { PackagePanel } from "@/components/packages/package-panel";
import { SectionHead } from "@/components/patterns/headers";
import { ErasurePanel } from "./erasure-panel";
import { ExplanationPanel } from "./explanation-panel";
import { executionOf, isOpenRequest, type RequestDetail } from "./request";
import { WithdrawalPanel } from "./withdrawal-panel";

/** What is done about a request, by what it asks for. Before its asker is proven nothing of his is looked up. */
export function ExecutionPanel({ item }: { item: RequestDetail }) {
  const t = useTranslations("privacy.page.execution");
  const execution = executionOf(item.type);
  if (item.verifiedAt === null && isOpenRequest(item))
    return (
      <>
        <SectionHead title={t(`titles.${execution}`)} ruled />
        <p className="hg-small hg-ink-3 px-(--gutter) pb-2">{t("afterProof")}</p>
      </>
    );
  if (item.verifiedAt === null) return null;
  const head = t(`titles.${execution}`);
  switch (execution) {
    case "package":
      return <PackagePanel title={head} pack={item.package} waits={t("packageNone")} />;
    case "correction":
      return <CorrectionPanel title={head} correction={item.correction} waits={t("correctionNone")} />;
    case "erasure":
      return <ErasurePanel title={head} item={item} />;
    case "withdrawal":
      return <WithdrawalPanel title={head} item={item} />;
    case "explanation":
      return <ExplanationPanel title={head} item={item} />;
    default:
      return (
        <>
          <SectionHead title={head} ruled />
          <p className="hg-small hg-ink-2 px-(--gutter) pb-2">{t("plain")}</p>
        </>
      );
  }
}
