"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormDialog } from "@/components/patterns/form-dialog";
import { Money } from "@/components/patterns/money";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCommand } from "@/lib/use-command";
import type { DeedProps } from "./loss-dialogs";

type Offered = RouterOutputs["losses"]["disputable"]["rows"];

/** Which of the customer's payments he does not recognise. The list is saved whole. */
export function DisputeDialog({ item, onEnd }: DeedProps) {
  const t = useTranslations("losses.page.disputeForm");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const set = useCommand(client.losses.disputes.mutate);
  const query = useQuery(trpc.losses.disputable.queryOptions({ id: item.id }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(item.disputed.map(({ transactionId }) => transactionId)),
  );
  const turn = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const submit = async () => {
    const answer = await set.run({ id: item.id, version: item.version, transactionIds: [...chosen] });
    if (answer?.ok) onEnd(answer.result.version);
  };
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={set.pending}
      problem={attempt(set)}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onClose={() => onEnd(null)}
    >
      <p className="hg-hint">{t("help")}</p>
      {query.isPending ? <TableSkeleton rows={4} columns={4} /> : null}
      {query.isError ? (
        <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data?.rows.length === 0 ? <p className="hg-small hg-ink-3">{t("none")}</p> : null}
      {query.data && query.data.rows.length > 0 ? (
        <>
          <Movements rows={query.data.rows} chosen={chosen} onTurn={turn} />
          <Total rows={query.data.rows.filter(({ id }) => chosen.has(id))} />
        </>
      ) : null}
    </FormDialog>
  );
}

function Movements(props: { rows: Offered; chosen: ReadonlySet<string>; onTurn(id: string): void }) {
  const words = useTranslations("losses.phases");
  const kinds = useTranslations("ledger.labels.kinds");
  const format = useFormat();
  return (
    <ul className="hg-loss-movements">
      {props.rows.map((row) => (
        <li key={row.id}>
          <label>
            <input type="checkbox" checked={props.chosen.has(row.id)} onChange={() => props.onTurn(row.id)} />
            <span className="tabular-nums">{format.dateTime(row.occurredAt as Instant)}</span>
            <span>{kinds(row.kind as "transfer")}</span>
            <span className="hg-small hg-ink-3">{words(row.phase)}</span>
            <Money amount={{ minor: BigInt(row.amountMinor), currency: row.currency }} showCurrency />
          </label>
        </li>
      ))}
    </ul>
  );
}

/** How many are chosen, and what they come to in each currency. */
function Total({ rows }: { rows: Offered }) {
  const t = useTranslations("losses.page.disputeForm");
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of rows) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMinor));
  return (
    <p className="flex items-baseline gap-3" role="status">
      <span>{t("chosen", { count: rows.length })}</span>
      <span className="hg-grow" />
      {[...sums].map(([currency, minor]) => (
        <b key={currency}>
          <Money amount={{ minor, currency: currency as Offered[number]["currency"] }} showCurrency />
        </b>
      ))}
    </p>
  );
}
