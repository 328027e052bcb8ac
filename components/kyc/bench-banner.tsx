"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "@/components/patterns/banner";
import { BeforeAfter } from "@/components/patterns/facts";
import { Button } from "@/components/ui/button";
import type { SubmissionDetail } from "@/domain/kyc/schema";
import { useBilingual } from "@/lib/bilingual";
import { useRefusalText } from "@/lib/refusal-text";
import { changesSince } from "./kyc";
import type { Bench } from "./use-bench";
import type { ClearRows } from "./use-clear-rows";

type Props = { item: SubmissionDetail; bench: Bench; lockLost: boolean; clear: ClearRows };

/** The one line under the head: changed by somebody else, a lock that ran out, somebody else's, or where it waits. */
export function BenchBanner({ item, bench, lockLost, clear }: Props) {
  const t = useTranslations("kyc.page.banner");
  const common = useTranslations("common.error");
  const words = useRefusalText();
  const say = useBilingual();
  const link = (chunks: ReactNode) => (
    <Link className="hg-text-link" href={`/approvals/${item.approvalId}`}>
      {chunks}
    </Link>
  );
  if (bench.stale) return <Stale item={item} bench={bench} />;
  if (clear.refused || clear.lost)
    return (
      <Banner tone="late" urgent>
        {t("notShown", { why: clear.refused ? words(clear.refused) : common("unexpected") })}{" "}
        <Button small onClick={() => void clear.again()}>
          {t("again")}
        </Button>
      </Banner>
    );
  if (lockLost && !item.item?.assignee)
    return (
      <Banner tone="wait" urgent>
        {t("lockLost")}
      </Banner>
    );
  if (item.state === "ready" && item.item && !item.item.mine && item.item.assignee)
    return <Banner tone="wait">{t("somebody", { name: nameOf(item, item.item.assignee, say) })}</Banner>;
  if (item.state === "held") return <Banner tone="wait">{t("held")}</Banner>;
  if (item.state === "overriding")
    return <Banner tone="wait">{item.approvalId ? t.rich("overriding", { link }) : t("overridingPlain")}</Banner>;
  if (item.state === "asked" && item.request)
    return <Banner tone="wait">{t("asked", { number: item.request.number, date: item.request.dueOn })}</Banner>;
  return null;
}

/** A person's name by the id the submission carries; the id's place stays empty where nobody knows it. */
function nameOf(item: SubmissionDetail, id: string, say: ReturnType<typeof useBilingual>): string {
  const name = item.people[id];
  return name ? say(name) : "";
}

/** Somebody else changed it: what is different, and nothing is decided before that is seen. */
function Stale({ item, bench }: { item: SubmissionDetail; bench: Bench }) {
  const t = useTranslations("kyc.page.stale");
  const words = useTranslations("kyc");
  const changed = changesSince(bench.seen, item);
  return (
    <Banner tone="wait" urgent>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span>{t("title")}</span>
        {changed.state ? (
          <span>
            {t("state")}{" "}
            <BeforeAfter before={words(`states.${bench.seen.state}`)} after={words(`states.${item.state}`)} />
          </span>
        ) : null}
        {changed.documents.map((one) => (
          <span key={one.id}>
            {words(`documents.${one.kind}`)} <b>{words(`documentStates.${one.state}`)}</b>
          </span>
        ))}
        {changed.checks ? <span>{t("checks")}</span> : null}
        <Button small onClick={bench.acknowledge}>
          {t("accept")}
        </Button>
      </div>
    </Banner>
  );
}
