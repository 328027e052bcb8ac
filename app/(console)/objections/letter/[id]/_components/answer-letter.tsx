"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { PagePath } from "@/components/frame/page-path";
import { CustomerName } from "@/components/ledger/customer-name";
import type { ObjectionDetail } from "@/components/objections/objection";
import { OBJECTIONS_PATH } from "@/components/objections/paths";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { Button, ButtonLink } from "@/components/ui/button";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useTRPC } from "@/lib/trpc/client";

/** The answer as the customer holds it: what was decided, why, and where else he can turn. */
export function AnswerLetter({ id }: { id: string }) {
  const t = useTranslations("objections");
  const trpc = useTRPC();
  const query = useQuery(trpc.objections.detail.queryOptions({ id }));
  return (
    <Loaded query={query} what={t("page.item.failed")} skeleton={<ItemSkeleton />}>
      {(item) => (
        <PageLayout
          label={t("letter.title")}
          header={
            <PageHeader title={t("letter.title")} ruled>
              <ButtonLink small href={`${OBJECTIONS_PATH}/${id}`}>
                {t("letter.back")}
              </ButtonLink>
              <Button small variant="primary" onClick={() => window.print()}>
                {t("letter.print")}
              </Button>
            </PageHeader>
          }
        >
          <PagePath steps={[item.number]} />
          <Letter item={item} />
        </PageLayout>
      )}
    </Loaded>
  );
}

function Letter({ item }: { item: ObjectionDetail }) {
  const t = useTranslations("objections.letter");
  const reasons = useTranslations("objections.rejectReasons");
  const { state, measure, account } = item;
  if (state === "open" || !item.decidedAt) return null;
  const against = state === "rejected" || state === "partly" || state === "forwarded";
  return (
    <article className="hg-letter grid max-w-160 gap-3 px-(--gutter) py-4" aria-label={t("title")}>
      <p className="hg-mono hg-small">{t("number", { number: item.number })}</p>
      <p>
        <CustomerName customer={item.customer} />
      </p>
      <p>
        {t("received", {
          date: shanghaiDate(item.receivedAt as Instant),
          account: account.number,
          measure: measure.number,
        })}
      </p>
      <p>
        <b>{t(state)}</b>
      </p>
      {item.rejectReason ? <p>{t("reason", { reason: reasons(item.rejectReason) })}</p> : null}
      <p className="whitespace-pre-line">{item.answer}</p>
      {item.late ? <p>{t("late")}</p> : null}
      {against ? <p>{t("papers")}</p> : null}
      {against ? <p>{t("way")}</p> : null}
      <p className="text-end">
        {t("signed")}
        <br />
        {t("on", { date: shanghaiDate(item.decidedAt as Instant) })}
      </p>
    </article>
  );
}
