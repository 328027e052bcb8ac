"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

/** One delivery: the message, every attempt with what came back, and sending it again. */
export function DeliveryDialog({ id, manages, onClose }: { id: string; manages: boolean; onClose(): void }) {
  const t = useTranslations("connections.deliveries");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const format = useFormat();
  const attempt = useAttemptText();
  const query = useQuery(trpc.connections.delivery.queryOptions({ id }));
  const again = useCommand(client.connections.replayDeliveries.mutate);
  const delivery = query.data;
  const problem = attempt(again);
  return (
    <Dialog
      title={t("title")}
      open
      wide
      onOpenChange={(open) => (open ? undefined : onClose())}
      footer={
        manages && delivery && delivery.state !== "pending" ? (
          <Button busy={again.pending} onClick={() => void again.run({ deliveryId: id })}>
            {t("replay")}
          </Button>
        ) : undefined
      }
    >
      {query.error ? (
        <QueryProblem what={t("title")} error={query.error} onRetry={() => void query.refetch()} />
      ) : delivery ? (
        <div className="hg-form">
          {problem ? (
            <p className="hg-error" role="alert">
              {problem}
            </p>
          ) : null}
          {delivery.nextAt ? <p>{t("next", { at: format.dateTime(delivery.nextAt as Instant) })}</p> : null}
          <h3>{t("payload")}</h3>
          <pre className="hg-mono hg-small overflow-auto">{delivery.payload}</pre>
          <h3>{t("attempts")}</h3>
          <ol>
            {delivery.log.map((one) => (
              <li key={one.id} className="hg-ruled-below py-2">
                <span className="flex flex-wrap gap-3 hg-small">
                  <time dateTime={one.at}>{format.dateTime(one.at as Instant)}</time>
                  <span>{one.status ?? t("noAnswer")}</span>
                  {one.problem ? <span className="hg-late">{t(`problems.${one.problem as "timeout"}`)}</span> : null}
                  <span className="hg-ink-3">{t("duration", { ms: format.count(one.durationMs) })}</span>
                </span>
                {one.responseHead ? (
                  <pre className="hg-mono hg-small overflow-auto whitespace-pre-wrap">{one.responseHead}</pre>
                ) : null}
              </li>
            ))}
          </ol>
        </div>
      ) : (
        <TableSkeleton rows={4} columns={3} />
      )}
    </Dialog>
  );
}
