"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Sheet } from "@/components/customers/customer-tables";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { Button } from "@/components/ui/button";
import type { Purpose } from "@/domain/consents/model";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { RecordDialog } from "./record-dialog";
import { WithdrawDialog } from "./withdraw-dialog";

/** Where a customer stands with every purpose, and taking back at his word; nothing for who may not see it. */
export function CustomerConsents({ customerId }: { customerId: string }) {
  const can = useCan();
  return can("consents.read") ? <Consents customerId={customerId} /> : null;
}

type Asking = { readonly take: readonly Purpose[] | "all-optional" } | "record" | null;

function Consents({ customerId }: { customerId: string }) {
  const t = useTranslations("consents.customer");
  const words = useTranslations("consents");
  const format = useFormat();
  const trpc = useTRPC();
  const [asking, setAsking] = useState<Asking>(null);
  const query = useQuery(trpc.consents.customer.queryOptions({ customerId }));
  const data = query.data;
  const heads = (["purpose", "stands", "said", "at", "action"] as const).map((head) => ({ text: t(head) }));
  const given = data?.purposes.some(({ change }) => change === "given") ?? false;
  const tools = data?.may.record ? (
    <span className="flex gap-2">
      {given ? (
        <Button small variant="quiet" onClick={() => setAsking({ take: "all-optional" })}>
          {t("withdrawAll")}
        </Button>
      ) : null}
      {data.versions.length > 0 ? (
        <Button small onClick={() => setAsking("record")}>
          {t("record")}
        </Button>
      ) : null}
    </span>
  ) : null;
  return (
    <section aria-label={t("title")}>
      <SectionHead title={t("title")} ruled aside={tools} />
      {data ? (
        <Sheet label={t("title")} heads={heads} empty={null}>
          {data.purposes.map((row) => (
            <tr key={row.purpose}>
              <td>{words(`purposes.${row.purpose}`)}</td>
              <td>
                {t(row.need === "core" ? "core" : row.covered ? "covered" : row.change === "given" ? "anew" : "not")}
              </td>
              <td>{row.change ? words(`changes.${row.change}`) : "–"}</td>
              <td>
                {row.at ? format.dateTime(row.at as Instant) : "–"}
                {row.askFrom ? (
                  <span className="hg-small hg-ink-3">
                    {" "}
                    {t("askFrom", { on: format.dateTime(row.askFrom as Instant) })}
                  </span>
                ) : null}
              </td>
              <td>
                {data.may.record && row.change === "given" ? (
                  <Button small variant="quiet" onClick={() => setAsking({ take: [row.purpose] })}>
                    {t("withdraw")}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </Sheet>
      ) : null}
      {data?.bound.map((one) => (
        <p key={one.document} className="hg-small px-(--gutter) pb-2">
          {t("bound")} {words(`documents.${one.document}`)} {one.label}{" "}
          {one.latest ? null : <span className="hg-ink-3">{t("old")}</span>}
        </p>
      ))}
      {query.error ? (
        <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {asking === "record" && data ? (
        <RecordDialog customerId={customerId} versions={data.versions} onClose={() => setAsking(null)} />
      ) : null}
      {asking && asking !== "record" ? (
        <WithdrawDialog customerId={customerId} purposes={asking.take} onClose={() => setAsking(null)} />
      ) : null}
    </section>
  );
}
