"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Sheet } from "@/components/customers/customer-tables";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";

/** Whom a customer's data went to, and stopping it at his word; nothing for who may not see it. */
export function CustomerSharing({ customerId }: { customerId: string }) {
  const can = useCan();
  return can("sharing.read") ? <Recipients customerId={customerId} /> : null;
}

function Recipients({ customerId }: { customerId: string }) {
  const t = useTranslations("sharing.customer");
  const words = useTranslations("sharing");
  const format = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const stop = useCommand(client.sharing.stop.mutate);
  const resume = useCommand(client.sharing.resume.mutate);
  const attempt = useAttemptText();
  const query = useQuery(trpc.sharing.recipients.queryOptions({ customerId }));
  const problem = attempt(stop) ?? attempt(resume);
  const heads = (["partner", "fields", "last", "state"] as const).map((head) => ({ text: t(head) }));
  return (
    <section aria-label={t("title")}>
      <SectionHead title={t("title")} ruled />
      {problem ? (
        <p className="hg-error px-(--gutter)" role="alert">
          {problem}
        </p>
      ) : null}
      {query.data ? (
        <Sheet label={t("title")} heads={heads} empty={query.data.rows.length === 0 ? t("none") : null}>
          {query.data.rows.map((row) => (
            <tr key={row.partnerId}>
              <td>{row.name}</td>
              <td>{row.fields.map((field) => words(`fields.${field}`)).join(" · ")}</td>
              <td>{format.dateTime(row.lastAt as Instant)}</td>
              <td>
                {t(row.stoppedAt ? "stopped" : "goes")}{" "}
                {query.data.may.stop && row.consentRequired ? (
                  <Button
                    small
                    variant="quiet"
                    onClick={() =>
                      void (row.stoppedAt
                        ? resume.run({ customerId, partnerId: row.partnerId })
                        : stop.run({ customerId, partnerIds: [row.partnerId] }))
                    }
                  >
                    {t(row.stoppedAt ? "resume" : "stop")}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </Sheet>
      ) : null}
      {query.error ? (
        <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
    </section>
  );
}
