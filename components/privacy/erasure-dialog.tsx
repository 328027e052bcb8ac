"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { LetterPreview } from "./letter-preview";
import { PlanTable } from "./plan-table";
import type { DialogProps } from "./simple-dialogs";

const form = z.object({ note: z.string().trim().min(1, "required").max(4000, "tooLong") });

/** The plan as it stands now, the letter it makes, and what the second person is told. Another plan refuses. */
export function ErasureDialog({ item, onEnd }: DialogProps) {
  const t = useTranslations("privacy.page.erasureForm");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const query = useQuery(trpc.privacy.plan.queryOptions({ id: item.id }));
  const propose = useCommand(client.privacy.proposeErasure.mutate);
  const { control, handleSubmit } = useForm({ resolver: zodResolver(form), defaultValues: { note: "" } });
  const submit = handleSubmit(async ({ note }) => {
    if (!query.data) return;
    const answer = await propose.run({ id: item.id, version: item.version, digest: query.data.digest, note });
    if (answer?.ok) onEnd(answer.result.version);
    else void query.refetch();
  });
  const counts = countsOf(query.data?.lines ?? []);
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      busy={propose.pending || query.isPending}
      problem={attempt(propose)}
      onSubmit={submit}
      onClose={() => onEnd(null)}
      wide
    >
      {query.isPending ? <TableSkeleton rows={5} columns={4} /> : null}
      {query.error ? (
        <QueryProblem what={t("failed")} error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data ? (
        <>
          <p className="hg-hint">{t("sum", counts)}</p>
          <PlanTable label={t("plan")} lines={query.data.lines} today={item.today} />
          <div className="hg-deed-columns">
            <div className="hg-form">
              <TextAreaField
                control={control}
                name="note"
                label={t("note")}
                help={t("noteHelp")}
                rows={5}
                maxLength={4000}
                required
              />
              <p className="hg-hint">{t("second")}</p>
            </div>
            <LetterPreview asked={{ id: item.id, of: "erasure" }} />
          </div>
        </>
      ) : null}
    </FormDialog>
  );
}

function countsOf(lines: readonly { readonly disposition: string }[]) {
  const of = (...wanted: string[]) => lines.filter(({ disposition }) => wanted.includes(disposition)).length;
  return { now: of("now"), kept: of("until", "relationship"), blocked: of("blocked") };
}
