"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { nextOf } from "@/components/approvals/approval";
import { ApprovalItem } from "@/components/approvals/approval-item";
import { ApprovalQueue } from "@/components/approvals/approval-queue";
import { APPROVALS_PATH, approvalIdOf } from "@/components/approvals/paths";
import { useApprovalGroups } from "@/components/approvals/use-groups";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";

/** The queue with the open proposal beside it; the queue keeps its rows and its place. */
export function ApprovalsScreen() {
  const t = useTranslations("approvals.page");
  const id = approvalIdOf(usePathname());
  const groups = useApprovalGroups();
  const go = (next: string | null) =>
    window.history.pushState(null, "", next ? `${APPROVALS_PATH}/${next}` : APPROVALS_PATH);
  useKey("back", () => go(null), id !== null);
  const order = groups.forMe.rows.map((row) => row.id);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "292px", "--side-w": "324px" }}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <ApprovalQueue groups={groups} current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <ApprovalItem key={id} id={id} next={nextOf(id, order)} onOpen={go} />
        </div>
      ) : null}
    </div>
  );
}
