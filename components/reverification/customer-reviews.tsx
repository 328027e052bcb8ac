"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Sheet } from "@/components/customers/customer-tables";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { AnnounceDialog, type Announced } from "./announce-dialog";
import { RaiseDialog, type Raised } from "./raise-dialog";
import { inOrder, REVIEW_TONE, type ReviewRow } from "./review";

/** How many re-verifications of the customer are listed, the latest first. */
const MOST_REVIEWS = 5;

/** The customer's re-verifications, and the two ways a colleague calls for one; nothing for who may not see them. */
export function CustomerReviews({ customerId, active }: { customerId: string; active: boolean }) {
  const can = useCan();
  return can("reverification.read") ? <Reviews customerId={customerId} active={active} /> : null;
}

function Reviews({ customerId, active }: { customerId: string; active: boolean }) {
  const t = useTranslations("reverification.page.customer");
  const can = useCan();
  const trpc = useTRPC();
  const [asking, setAsking] = useState<"raise" | "announce" | null>(null);
  const [said, setSaid] = useState<ReactNode>(null);
  const input = { filters: { customer: customerId }, sort: "openedAt", order: "desc" as const, limit: MOST_REVIEWS };
  const query = useQuery(trpc.reverification.list.queryOptions(input));
  const end = (words: ReactNode) => {
    setAsking(null);
    setSaid(words);
  };
  return (
    <section aria-label={t("title")}>
      <SectionHead
        title={t("title")}
        ruled
        aside={
          active && can("reverification.raise") ? (
            <span className="flex gap-2">
              <Button small onClick={() => setAsking("announce")}>
                {t("announce")}
              </Button>
              <Button small onClick={() => setAsking("raise")}>
                {t("raise")}
              </Button>
            </span>
          ) : null
        }
      />
      {said ? (
        <p className="hg-small hg-ink-2 px-(--gutter) pb-2" role="status">
          {said}
        </p>
      ) : null}
      {query.data ? <ReviewTable rows={query.data.rows} /> : null}
      {query.error ? (
        <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {asking === "raise" ? (
        <RaiseDialog
          customerId={customerId}
          onClose={() => setAsking(null)}
          onDone={(raised) => end(<SaidRaised raised={raised} />)}
        />
      ) : null}
      {asking === "announce" ? (
        <AnnounceDialog
          customerId={customerId}
          onClose={() => setAsking(null)}
          onDone={(announced) => end(<SaidAnnounced announced={announced} />)}
        />
      ) : null}
    </section>
  );
}

function ReviewTable({ rows }: { rows: readonly ReviewRow[] }) {
  const t = useTranslations("reverification.page.customer");
  const words = useTranslations("reverification");
  const heads = (["number", "kinds", "state", "opened", "due"] as const).map((head) => ({ text: t(head) }));
  return (
    <Sheet label={t("title")} heads={heads} empty={rows.length === 0 ? t("none") : null}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td>
            <Link className="hg-text-link hg-mono" href={`/reverification/${row.id}`}>
              {row.number}
            </Link>
          </td>
          <td>
            {inOrder(row.kinds.length > 0 ? row.kinds : [row.ground])
              .map((kind) => words(`kinds.${kind}`))
              .join(" · ")}
          </td>
          <td>
            <StatusMark tone={REVIEW_TONE[row.state]}>{words(`states.${row.state}`)}</StatusMark>
          </td>
          <td>{shanghaiDate(row.openedAt as Instant)}</td>
          <td>{row.dueOn ?? "–"}</td>
        </tr>
      ))}
    </Sheet>
  );
}

/** What came of it, with the way to the re-verification. */
function SaidRaised({ raised: { outcome, review } }: { raised: Raised }) {
  const t = useTranslations("reverification.page.customer.done");
  return t.rich(outcome, {
    number: review?.number ?? "",
    link: (chunks: ReactNode) => (
      <Link className="hg-text-link" href={`/reverification/${review?.id ?? ""}`}>
        {chunks}
      </Link>
    ),
  });
}

function SaidAnnounced({ announced: { latestOn, inTime, review } }: { announced: Announced }) {
  const t = useTranslations("reverification.page.customer");
  return (
    <>
      {t("announced", { latest: latestOn, inTime: inTime ? "yes" : "no" })}{" "}
      {review ? <SaidRaised raised={{ outcome: "joined", review }} /> : null}
    </>
  );
}
