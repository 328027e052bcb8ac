"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { leadingVerb, tally } from "./kyc";
import type { ClearRows } from "./use-clear-rows";

/** What must happen next and who must do it, in one sentence; and that what is shown was logged. */
export function NextStep({ item, clear }: { item: SubmissionDetail; clear: ClearRows }) {
  const t = useTranslations("kyc.page.next");
  const can = useCan();
  const trpc = useTRPC();
  const { data: work } = useQuery(
    trpc.worklist.detail.queryOptions({ subjectId: item.id }, { enabled: can("worklist.read") && item.item !== null }),
  );
  const em = (chunks: ReactNode) => <em>{chunks}</em>;
  const logged = clear.rows ? <span className="hg-small hg-ink-3 ml-3">{t("logged")}</span> : null;
  const again = item.recheck?.mine ? "recheck" : lookOpen(item) ? "secondLook" : null;
  if (again)
    return (
      <>
        {t.rich(again, { em })}
        {logged}
      </>
    );
  if (item.state !== "ready") {
    const missing = item.documents.filter(({ readState }) => readState === "missing").length;
    const reading = item.documents.filter(({ readState }) => readState === "waiting").length;
    return t.rich(item.state, { em, missing, reading, due: item.request?.dueOn ?? "" });
  }
  if (!item.item?.mine) {
    const free = can("kyc.decide") ? (work?.excluded ? "excluded" : "free") : "desk";
    return t.rich(item.item?.assignee ? "taken" : free, { em });
  }
  const undecided = item.documents.filter(({ state }) => state === "waiting").length;
  return (
    <>
      {undecided > 0
        ? t.rich("documents", { em, count: undecided })
        : t.rich(leadingVerb(item), { em, failed: tally(item.findings).fail })}
      {logged}
    </>
  );
}

/** Whether the second look that was drawn is the reader's, and still without a verdict. */
function lookOpen({ secondLook }: SubmissionDetail): boolean {
  return secondLook?.mine === true && secondLook.verdict === null;
}
