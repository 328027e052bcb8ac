"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ReportSighting } from "@/components/incidents/report-sighting";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import { ButtonLink } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { NEW_REQUEST_PATH, PRIVACY_PATH } from "./paths";
import { REQUEST_TONE } from "./request";

/** How many requests of the customer are listed, the latest first. */
const MOST = 5;

/** The customer's privacy requests, the way to enter one, and his consents; nothing for who may not see them. */
export function CustomerPrivacy({ customerId }: { customerId: string }) {
  const can = useCan();
  return can("privacy.read") ? <Requests customerId={customerId} /> : null;
}

function Requests({ customerId }: { customerId: string }) {
  const t = useTranslations("privacy.page.customer");
  const words = useTranslations("privacy");
  const can = useCan();
  const trpc = useTRPC();
  const input = { filters: { customer: customerId }, sort: "receivedAt" as const, order: "desc" as const, limit: MOST };
  const { data } = useQuery(trpc.privacy.list.queryOptions(input));
  const rows = data?.rows ?? [];
  return (
    <section aria-label={t("title")}>
      <SectionHead
        title={t("title")}
        ruled
        aside={
          <>
            {can("consents.read") ? (
              <Link className="hg-text-link" href={`/consents?customer=${customerId}`}>
                {t("consents")}
              </Link>
            ) : null}
            <ReportSighting customerId={customerId} />
            {can("privacy.register") ? (
              <ButtonLink small href={`${NEW_REQUEST_PATH}?customer=${customerId}`}>
                {t("register")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {data && rows.length === 0 ? <p className="hg-small hg-ink-3 px-(--gutter) pb-3">{t("none")}</p> : null}
      <ul className="hg-small grid gap-1 px-(--gutter) pb-2" hidden={rows.length === 0}>
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3">
            <StatusMark tone={row.outcome === "refused" ? "none" : REQUEST_TONE[row.state]}>
              {row.outcome ? words(`outcomes.${row.outcome}`) : words(`states.${row.state}`)}
            </StatusMark>
            <Link className="hg-text-link hg-mono" href={`${PRIVACY_PATH}/${row.id}`}>
              {row.number}
            </Link>
            <span>{words(`shortTypes.${row.type}`)}</span>
            <span className={row.late ? "hg-late" : "hg-ink-3"}>{row.dueRaw}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
