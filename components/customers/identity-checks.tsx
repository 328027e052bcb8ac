"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { STATE_TONE } from "@/components/kyc/kyc";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { Sheet } from "./customer-tables";

/** What the customer handed in, what was asked of him and how his classes changed; nothing for who may not see checks. */
export function IdentityChecks({ customerId }: { customerId: string }) {
  const can = useCan();
  return can("kyc.read") ? <Checks customerId={customerId} /> : null;
}

function Checks({ customerId }: { customerId: string }) {
  const t = useTranslations("kyc.page.customer");
  const words = useTranslations("kyc");
  const classes = useTranslations("accounts.class");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.kyc.history.queryOptions({ customerId }));
  if (!data) return null;
  const className = (one: number | null) => (one === null ? t("noClass") : classes(String(one) as "1"));
  const heads = ["number", "purpose", "state", "received", "class"] as const;
  return (
    <section aria-label={t("title")}>
      <SectionHead title={t("title")} ruled />
      <Sheet
        label={t("title")}
        heads={heads.map((head) => ({ text: t(`heads.${head}`) }))}
        empty={data.submissions.length === 0 ? t("none") : null}
      >
        {data.submissions.map((one) => (
          <tr key={one.id}>
            <td>
              <Link className="hg-text-link hg-mono" href={`/kyc/${one.id}`}>
                {one.number}
              </Link>
            </td>
            <td>{words(`purposes.${one.purpose}`)}</td>
            <td>
              <StatusMark tone={STATE_TONE[one.state]}>{words(`states.${one.state}`)}</StatusMark>
            </td>
            <td>{shanghaiDate(one.receivedAt as Instant)}</td>
            <td>{one.outcomeClass === null ? "–" : className(one.outcomeClass)}</td>
          </tr>
        ))}
      </Sheet>
      {data.requests.length > 0 ? (
        <>
          <SectionHead title={t("requests")} ruled />
          <Sheet
            label={t("requests")}
            heads={(["number", "papers", "state", "due"] as const).map((head) => ({ text: t(`heads.${head}`) }))}
            empty={null}
          >
            {data.requests.map((one) => (
              <tr key={one.id}>
                <td className="hg-mono">{one.number}</td>
                <td>{one.documents.map((kind) => words(`documents.${kind as "passport"}`)).join(t("between"))}</td>
                <td>{t(`requestStates.${one.state as "open"}`)}</td>
                <td>{one.dueOn}</td>
              </tr>
            ))}
          </Sheet>
        </>
      ) : null}
      {data.classes.length > 0 ? (
        <>
          <SectionHead title={t("classes")} ruled />
          <Sheet
            label={t("classes")}
            heads={(["changed", "account", "class", "ground"] as const).map((head) => ({ text: t(`heads.${head}`) }))}
            empty={null}
          >
            {data.classes.map((one) => (
              <tr key={`${one.accountId} ${one.changedAt}`}>
                <td>{shanghaiDate(one.changedAt as Instant)}</td>
                <td>
                  <Link className="hg-text-link" href={`/accounts/${one.accountId}`}>
                    {one.accountNumber}
                  </Link>
                </td>
                <td>{t("fromTo", { from: className(one.fromClass), to: className(one.toClass) })}</td>
                <td>
                  {one.reason
                    ? words(`lowerReasons.${one.reason}`)
                    : one.faceToFace
                      ? t("faceToFace")
                      : t("byChannels", { count: one.channels })}
                </td>
              </tr>
            ))}
          </Sheet>
        </>
      ) : null}
    </section>
  );
}
