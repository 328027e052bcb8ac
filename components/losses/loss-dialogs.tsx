"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { FormDialog } from "@/components/patterns/form-dialog";
import { REVIEW_FINDING_NAMES } from "@/domain/losses/codes";
import { CALL_BACK_OUTCOMES, ENDINGS, EVIDENCE_KINDS, EVIDENCE_STATES } from "@/domain/losses/model";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { CheckAnswers } from "./check-answers";
import { type Answers, asChecks, type LossDetail } from "./losses";

/** `onEnd` gets the version the deed made, or null when it was not done. */
export type DeedProps = { item: LossDetail; onEnd(version: number | null): void };

/** Runs a deed and ends its dialog with the version it made. */
function useDeed<I>(
  mutate: Parameters<typeof useCommand<I, { version?: number }>>[0],
  { item, onEnd }: DeedProps,
): { run(input: I): Promise<void>; busy: boolean; problem: string | null } {
  const attempt = useAttemptText();
  const command = useCommand(mutate);
  const run = async (input: I) => {
    const answer = await command.run(input);
    if (answer?.ok) onEnd(answer.result.version ?? item.version + 1);
  };
  return { run, busy: command.pending, problem: attempt(command) };
}

const outcomeForm = z.object({ outcome: z.enum(CALL_BACK_OUTCOMES, "required") });

/** What the call back brought, and whether whoever answered is known. */
export function CallBackDialog(props: DeedProps) {
  const { item, onEnd } = props;
  const t = useTranslations("losses.page.callBackForm");
  const words = useTranslations("losses.callBackOutcomes");
  const client = useTRPCClient();
  const deed = useDeed(client.losses.callBack.mutate, props);
  const [answers, setAnswers] = useState<Answers>({});
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(outcomeForm),
    defaultValues: {} as z.input<typeof outcomeForm>,
  });
  const submit = handleSubmit(({ outcome }) =>
    deed.run({ id: item.id, version: item.version, outcome, checks: outcome === "no-answer" ? [] : asChecks(answers) }),
  );
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      {...deed}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      <p className="hg-hint">{t("help")}</p>
      <SelectField
        control={control}
        name="outcome"
        label={t("outcome")}
        options={CALL_BACK_OUTCOMES.map((value) => ({ value, label: words(value) }))}
        required
      />
      <CheckAnswers cause={item.cause} answers={answers} onChange={setAnswers} over="call-back" />
    </FormDialog>
  );
}

const paperForm = z.object({
  kind: z.enum(EVIDENCE_KINDS, "required"),
  state: z.enum(EVIDENCE_STATES, "required"),
  fileId: z.string().default(""),
});

/** A paper of the set: received as a file of this report, or refused. */
export function PaperDialog(props: DeedProps) {
  const { item, onEnd } = props;
  const t = useTranslations("losses.page.paperForm");
  const words = useTranslations("losses");
  const client = useTRPCClient();
  const trpc = useTRPC();
  const format = useFormat();
  const deed = useDeed(client.losses.evidence.mutate, props);
  const { data } = useQuery(trpc.evidence.files.queryOptions({ subject: { type: "loss-report", id: item.id } }));
  const files = (data?.files ?? []).filter(({ state }) => state === "ready");
  const { control, handleSubmit, watch } = useForm({
    resolver: zodResolver(paperForm),
    defaultValues: { fileId: "" } as z.input<typeof paperForm>,
  });
  const received = watch("state") === "received";
  const submit = handleSubmit(({ kind, state, fileId }) =>
    deed.run({
      id: item.id,
      version: item.version,
      kind,
      state,
      ...(state === "received" && fileId ? { fileId } : {}),
    }),
  );
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      {...deed}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      <SelectField
        control={control}
        name="kind"
        label={t("kind")}
        options={EVIDENCE_KINDS.map((value) => ({ value, label: words(`evidenceKinds.${value}`) }))}
        required
      />
      <SelectField
        control={control}
        name="state"
        label={t("state")}
        options={EVIDENCE_STATES.map((value) => ({ value, label: words(`evidenceStates.${value}`) }))}
        required
      />
      {received ? (
        <SelectField
          control={control}
          name="fileId"
          label={t("file")}
          help={files.length === 0 ? t("noFile") : t("fileHelp")}
          options={files.map((file) => ({ value: file.id, label: format.dateTime(file.uploadedAt as Instant) }))}
          required
        />
      ) : null}
    </FormDialog>
  );
}

const policeForm = z.object({ policeNumber: z.string().trim().min(1, "required").max(60, "tooLong") });

/** The number of the police's report. */
export function PoliceDialog(props: DeedProps) {
  const { item, onEnd } = props;
  const t = useTranslations("losses.page.policeForm");
  const client = useTRPCClient();
  const deed = useDeed(client.losses.police.mutate, props);
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(policeForm),
    defaultValues: { policeNumber: "" },
  });
  const submit = handleSubmit((given) => deed.run({ id: item.id, version: item.version, ...given }));
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      {...deed}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      <TextAreaField control={control} name="policeNumber" label={t("field")} rows={1} maxLength={60} required />
    </FormDialog>
  );
}

const restoreForm = z.object({ ending: z.enum(ENDINGS, "required") });

/** The end of protection: the caller is checked anew, another person agrees. */
export function RestoreDialog(props: DeedProps) {
  const { item, onEnd } = props;
  const t = useTranslations("losses.page.restoreForm");
  const words = useTranslations("losses.endings");
  const client = useTRPCClient();
  const deed = useDeed(client.losses.restore.mutate, props);
  const [answers, setAnswers] = useState<Answers>({});
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(restoreForm),
    defaultValues: {} as z.input<typeof restoreForm>,
  });
  const submit = handleSubmit(({ ending }) =>
    deed.run({ id: item.id, version: item.version, ending, checks: asChecks(answers) }),
  );
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      {...deed}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      <p className="hg-hint">{t("help")}</p>
      <SelectField
        control={control}
        name="ending"
        label={t("ending")}
        options={ENDINGS.map((value) => ({ value, label: words(value) }))}
        required
      />
      <CheckAnswers cause={item.cause} answers={answers} onChange={setAnswers} forEnding />
    </FormDialog>
  );
}

const reviewForm = z.object({ finding: z.enum(REVIEW_FINDING_NAMES, "required") });

/** A lead's look at the stop of an unverified caller. */
export function ReviewDialog(props: DeedProps) {
  const { item, onEnd } = props;
  const t = useTranslations("losses.page.reviewForm");
  const words = useTranslations("losses.findings");
  const client = useTRPCClient();
  const deed = useDeed(client.losses.review.mutate, props);
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(reviewForm),
    defaultValues: {} as z.input<typeof reviewForm>,
  });
  const submit = handleSubmit((given) => deed.run({ id: item.id, version: item.version, ...given }));
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t("verb")}
      {...deed}
      onSubmit={submit}
      onClose={() => onEnd(null)}
    >
      <p className="hg-hint">{t("help")}</p>
      <SelectField
        control={control}
        name="finding"
        label={t("finding")}
        options={REVIEW_FINDING_NAMES.map((value) => ({ value, label: words(value) }))}
        required
      />
    </FormDialog>
  );
}

type Bare = { title: string; text: ReactNode; verb: string };

/** A deed that asks for nothing but a second look. */
function BareDialog(props: DeedProps & Bare & { deed: ReturnType<typeof useDeed<{ id: string; version: number }>> }) {
  const { item, onEnd, deed } = props;
  return (
    <FormDialog
      title={props.title}
      verb={props.verb}
      {...deed}
      onSubmit={(event) => {
        event.preventDefault();
        void deed.run({ id: item.id, version: item.version });
      }}
      onClose={() => onEnd(null)}
    >
      <p>{props.text}</p>
    </FormDialog>
  );
}

/** Confirms that the report is the holder's and its papers are complete. */
export function ConfirmDialog(props: DeedProps) {
  const t = useTranslations("losses.page.confirmForm");
  const deed = useDeed(useTRPCClient().losses.confirm.mutate, props);
  const { number } = props.item;
  return <BareDialog {...props} deed={deed} title={t("title", { number })} text={t("text")} verb={t("verb")} />;
}

/** Hands the accounts on to be closed and replaced. */
export function CloseDialog(props: DeedProps) {
  const t = useTranslations("losses.page.closeForm");
  const deed = useDeed(useTRPCClient().losses.close.mutate, props);
  const { number } = props.item;
  return <BareDialog {...props} deed={deed} title={t("title", { number })} text={t("text")} verb={t("verb")} />;
}

/** Takes the proposal to end protection back. */
export function WithdrawDialog(props: DeedProps) {
  const t = useTranslations("losses.page.withdrawForm");
  const deed = useDeed(useTRPCClient().losses.withdrawRestore.mutate, props);
  const { number } = props.item;
  return <BareDialog {...props} deed={deed} title={t("title", { number })} text={t("text")} verb={t("verb")} />;
}
