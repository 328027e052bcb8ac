"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { Fingerprint } from "@/components/patterns/fingerprint";
import { ItemHeader } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusMark } from "@/components/patterns/status";
import { Choice } from "@/components/people/choice";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import { Button, ButtonLink } from "@/components/ui/button";
import { REVIEW_REASONS, type ReviewDecision } from "@/domain/people/codes";
import { type Instant, localDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { ReviewState } from "./review-state";

type Review = RouterOutputs["people"]["review"];
type ReviewLine = Review["items"][number];
type Asked = { readonly line: ReviewLine; readonly decision: ReviewDecision };

/** One review: its lines to be kept or ended, and the signature. */
export function ReviewItem({ reviewId }: { reviewId: string }) {
  const t = useTranslations("people.desk");
  const words = useBilingual();
  const format = useFormat();
  const can = useCan();
  const trpc = useTRPC();
  const answer = useQuery(trpc.people.review.queryOptions({ reviewId }));
  const [asked, setAsked] = useState<Asked | null>(null);
  const [signing, setSigning] = useState(false);
  const columns = useLines(answer.data, setAsked);
  if (answer.error)
    return <QueryProblem what={t("reviewsTitle")} error={answer.error} onRetry={() => void answer.refetch()} />;
  const review = answer.data;
  if (!review) return <ItemSkeleton />;
  const { lines, decided, ended, signedAt } = review;
  return (
    <>
      <ItemHeader
        title={t("reviewOpened", { at: format.dateTime(review.openedAt as Instant) })}
        state={<ReviewState review={review} />}
        who={[words(review.opener)]}
        nextStep={
          signedAt && review.signer
            ? t("signedBy", { name: words(review.signer), at: format.dateTime(signedAt as Instant) })
            : `${t("progress", { decided, lines, ended })} · ${t("reviewDue", { on: format.monthDay(localDate(review.dueOn)) })}`
        }
        tools={
          <>
            <ButtonLink small href={`/api/people/file?review=${review.id}`} prefetch={false} download>
              {t("export")}
            </ButtonLink>
            {!signedAt && can("people.reviews.manage") ? (
              <Button small variant="primary" disabled={decided < lines} onClick={() => setSigning(true)}>
                {t("sign")}
              </Button>
            ) : null}
          </>
        }
      />
      {review.digest ? (
        <p className="hg-sheet-nothing">
          {t("digest")} <Fingerprint digest={review.digest} />
        </p>
      ) : null}
      <DataTable
        label={t("reviewsTitle")}
        columns={columns}
        rows={review.items}
        rowKey={(row) => row.id}
        rowLabel={(row) => `${words(row.name)} ${row.role}`}
      />
      {asked ? <LineDialog key={asked.line.id} asked={asked} onClose={() => setAsked(null)} /> : null}
      {signing ? <SignDialog review={review} onClose={() => setSigning(false)} /> : null}
    </>
  );
}

function useLines(review: Review | undefined, onAsk: (asked: Asked) => void): readonly Column<ReviewLine>[] {
  const t = useTranslations("people");
  const roles = useTranslations("identity.roles");
  const words = useBilingual();
  const format = useFormat();
  const can = useCan();
  const open = review?.signedAt === null && can("people.reviews.manage");
  return [
    { id: "name", header: t("desk.person"), cell: (row) => words(row.name) },
    {
      id: "role",
      header: t("desk.role"),
      cell: (row) => (
        <>
          {roles(row.role as "auditor")}{" "}
          {row.lentBy ? <span className="hg-ink-3">{t("desk.lentBy", { name: words(row.lentBy) })}</span> : null}
        </>
      ),
    },
    {
      id: "granted",
      header: t("desk.grantedAt"),
      optional: true,
      cell: (row) => format.dateTime(row.grantedAt as Instant),
    },
    {
      id: "decision",
      header: t("desk.decision"),
      cell: (row) =>
        row.decision ? (
          <StatusMark tone={row.decision === "keep" ? "done" : "late"}>
            {t(`desk.${row.decision}`)} {t(`reviewReasons.${row.reasonCode as "needed"}`)}
          </StatusMark>
        ) : row.own ? (
          <span className="hg-ink-3">{t("desk.own")}</span>
        ) : null,
    },
    {
      id: "verbs",
      header: t("desk.confirm"),
      width: "150px",
      cell: (row) =>
        open && !row.own && row.decision !== "end" ? (
          <span className="hg-actions">
            {(["keep", "end"] as const)
              .filter((decision) => decision !== row.decision)
              .map((decision) => (
                <Button
                  key={decision}
                  small
                  variant={decision === "end" ? "plain" : "quiet"}
                  aria-label={`${t(`desk.${decision}`)} ${words(row.name)} ${roles(row.role as "auditor")}`}
                  onClick={() => onAsk({ line: row, decision })}
                >
                  {t(`desk.${decision}`)}
                </Button>
              ))}
          </span>
        ) : null,
    },
  ];
}

function LineDialog({ asked: { line, decision }, onClose }: { asked: Asked; onClose(): void }) {
  const t = useTranslations("people");
  const roles = useTranslations("identity.roles");
  const words = useBilingual();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const reasons = REVIEW_REASONS[decision];
  const [reason, setReason] = useState<string>(reasons[0]);
  const command = useCommand(
    useCallback(
      (call: { key: string; input: { lineId: string; decision: ReviewDecision; reasonCode: "needed" } }) =>
        client.people.decideReview.mutate(call),
      [client],
    ),
  );
  const submit = async () => {
    const answer = await command.run({ lineId: line.id, decision, reasonCode: reason as "needed" });
    if (answer?.ok) onClose();
  };
  return (
    <ConfirmDialog
      title={`${words(line.name)} · ${roles(line.role as "auditor")}`}
      verb={t(`desk.${decision}`)}
      negative={decision === "end"}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={submit}
      onClose={onClose}
    >
      <Choice
        label={t("desk.reason")}
        value={reason}
        onChange={setReason}
        options={reasons.map((code) => ({ value: code, label: t(`reviewReasons.${code}`) }))}
      />
    </ConfirmDialog>
  );
}

function SignDialog({ review, onClose }: { review: Review; onClose(): void }) {
  const t = useTranslations("people.desk");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const command = useCommand(
    useCallback(
      (call: { key: string; input: { reviewId: string } }) => client.people.signReview.mutate(call),
      [client],
    ),
  );
  const submit = async () => {
    const answer = await command.run({ reviewId: review.id });
    if (answer?.ok) onClose();
  };
  const { decided, lines, ended } = review;
  return (
    <ConfirmDialog
      title={t("signTitle")}
      verb={t("sign")}
      pending={command.pending}
      problem={attempt(command)}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t("progress", { decided, lines, ended })}</p>
      <p className="hg-hint">{t("signText")}</p>
    </ConfirmDialog>
  );
}
