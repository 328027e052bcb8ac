"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "@/components/patterns/banner";
import { ChangeList } from "@/components/patterns/change-list";
import { type ApprovalDetail, obstacleOf } from "./approval";
import { useChanges } from "./use-changes";

/** What has changed since it was submitted: ended by it, or to be looked at again. */
export function Difference({ item, looked }: { item: ApprovalDetail; looked: string }) {
  const t = useTranslations("approvals.page.banner");
  const changes = useChanges();
  const b = (chunks: ReactNode) => <b>{chunks}</b>;
  if (item.voided.length > 0) {
    return (
      <Banner tone="late" urgent>
        <p>{t.rich("void", { b, count: item.voided.length })}</p>
        <ChangeList changes={changes(item.voided)} />
      </Banner>
    );
  }
  if (item.status !== "pending" || obstacleOf(item, looked) !== "look") return null;
  return (
    <Banner tone="wait" urgent>
      <p>{t.rich("moved", { b, count: item.moved.length })}</p>
      <ChangeList changes={changes(item.moved)} />
    </Banner>
  );
}
