"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/patterns/banner";
import { PageHeader } from "@/components/patterns/headers";
import { TabLinks } from "@/components/patterns/tab-links";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";

export type PeopleTab = "people" | "proposals" | "reviews" | "rights";

/** The head of the people desk: its pages, and the warning of a review nobody signed. */
export function PeopleHead({ current, children }: { current: PeopleTab; children?: React.ReactNode }) {
  const t = useTranslations("people.desk");
  const format = useFormat();
  const can = useCan();
  const trpc = useTRPC();
  const { data: waiting } = useSuspenseQuery(trpc.people.proposals.queryOptions({}));
  const { data: reviews } = useSuspenseQuery(trpc.people.reviews.queryOptions({}));
  const count = waiting.filter(({ mine, aboutMe }) => !mine && !aboutMe).length;
  return (
    <>
      <PageHeader title={t("title")}>{children}</PageHeader>
      <div className="hg-desk-tabs">
        <TabLinks
          label={t("title")}
          current={current}
          tabs={[
            { id: "people", label: t("tabPeople"), href: "/people" },
            ...(can("people.roles.approve")
              ? [
                  {
                    id: "proposals",
                    label: t("tabProposals"),
                    href: "/people/proposals",
                    ...(count > 0 && { count: format.count(count) }),
                  },
                ]
              : []),
            { id: "reviews", label: t("tabReviews"), href: "/people/reviews" },
            { id: "rights", label: t("tabRights"), href: "/people/rights" },
          ]}
        />
      </div>
      {reviews.some(({ late }) => late) ? <Banner tone="late">{t("lateBanner")}</Banner> : null}
    </>
  );
}
