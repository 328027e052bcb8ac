"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useCallback } from "react";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { Button } from "@/components/ui/button";
import { type Instant, localDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { PeopleHead } from "./people-tabs";
import { ReviewItem } from "./review-item";
import { ReviewState } from "./review-state";

type Review = RouterOutputs["people"]["reviews"][number];

/** Reviews of access beside the chosen one; the first thing to do is to open one. */
export function ReviewsScreen() {
  const t = useTranslations("people.desk");
  const format = useFormat();
  const can = useCan();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const { data: reviews } = useSuspenseQuery(trpc.people.reviews.queryOptions({}));
  const [chosen, setChosen] = useQueryState("review", parseAsString);
  const review = reviews.find(({ id }) => id === chosen) ?? reviews[0];
  const open = useCommand(
    useCallback(
      (call: { key: string; input: Record<string, never> }) => client.people.openReview.mutate(call),
      [client],
    ),
  );
  const mayOpen = can("people.reviews.manage") && reviews.every(({ signedAt }) => signedAt !== null);
  const start = mayOpen ? (
    <Button small variant="primary" busy={open.pending} onClick={() => void open.run({})}>
      {t("openReview")}
    </Button>
  ) : null;
  const problem = attempt(open);
  const columns: readonly Column<Review>[] = [
    { id: "opened", header: t("reviewsTitle"), cell: (row) => format.dateTime(row.openedAt as Instant) },
    {
      id: "state",
      header: t("state"),
      cell: (row) => <ReviewState review={row} />,
    },
    {
      id: "due",
      header: t("expires"),
      width: "90px",
      cell: (row) => format.monthDay(localDate(row.dueOn)),
    },
  ];
  return (
    <SplitItemLayout
      listLabel={t("reviewsTitle")}
      listWidth={440}
      list={
        <>
          <PeopleHead current="reviews">{start}</PeopleHead>
          {problem ? (
            <p className="hg-error" role="alert">
              {problem}
            </p>
          ) : null}
          <div className="hg-scroll">
            <DataTable
              label={t("reviewsTitle")}
              columns={columns}
              rows={reviews}
              rowKey={(row) => row.id}
              rowLabel={(row) => format.dateTime(row.openedAt as Instant)}
              onOpen={(row) => void setChosen(row.id)}
              current={review?.id}
              leading
              instead={
                reviews.length === 0 ? <EmptyState title={t("reviewsTitle")} text={t("noReviews")} /> : undefined
              }
            />
          </div>
        </>
      }
      itemLabel={review ? t("reviewOpened", { at: format.dateTime(review.openedAt as Instant) }) : t("reviewsTitle")}
      header={null}
    >
      {review ? <ReviewItem key={review.id} reviewId={review.id} /> : null}
    </SplitItemLayout>
  );
}
