"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Choices } from "@/components/connections/choices";
import { Choice, Line } from "@/components/incidents/form-parts";
import { FormDialog } from "@/components/patterns/form-dialog";
import { ABOUT_TYPES, ASSESSMENT_CASES, MEASURES, RISKS } from "@/domain/processing/model";
import type { RecordAssessmentInput } from "@/domain/processing/schema";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { AboutChoice } from "./about-choice";

const START: RecordAssessmentInput = {
  caseCode: "sensitive",
  aboutType: "partner",
  aboutId: "",
  risk: "low",
  measures: [],
  reportReference: "",
};

/** Enters an assessment; a second person concludes it. */
export function AssessmentDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations("processing.assessmentForm");
  const words = useTranslations("processing");
  const client = useTRPCClient();
  const record = useCommand(client.processing.recordAssessment.mutate);
  const attempt = useAttemptText();
  const [form, setForm] = useState(START);
  const set = <K extends keyof RecordAssessmentInput>(key: K, value: RecordAssessmentInput[K]) =>
    setForm((was) => ({ ...was, [key]: value }));
  const options = <V extends string>(values: readonly V[], of: string) =>
    values.map((value) => ({ value, label: words(`${of}.${value}` as "risks.low") }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await record.run(form);
    if (answer?.ok) onClose();
  };
  return (
    <FormDialog
      title={t("title")}
      verb={t("verb")}
      busy={record.pending}
      problem={attempt(record)}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Choice
        label={t("case")}
        value={form.caseCode}
        options={options(ASSESSMENT_CASES, "cases")}
        onChange={(value) => set("caseCode", value)}
      />
      <Choice
        label={t("about")}
        value={form.aboutType}
        options={options(ABOUT_TYPES, "aboutTypes")}
        onChange={(aboutType) => setForm((was) => ({ ...was, aboutType, aboutId: "" }))}
      />
      <AboutChoice
        label={t("aboutId")}
        type={form.aboutType}
        value={form.aboutId}
        onChange={(id) => set("aboutId", id)}
      />
      <Choice
        label={t("risk")}
        value={form.risk}
        options={options(RISKS, "risks")}
        onChange={(value) => set("risk", value)}
      />
      <Choices
        legend={t("measures")}
        options={options(MEASURES, "measures")}
        chosen={form.measures}
        onChange={(value) => set("measures", [...value])}
      />
      <Line
        label={t("report")}
        value={form.reportReference}
        required
        onChange={(value) => set("reportReference", value)}
      />
    </FormDialog>
  );
}

const OUTCOMES = ["accepted", "rejected"] as const;

/** A second person's word on an assessment. */
export function ConcludeDialog({
  item,
  onClose,
}: {
  item: { id: string; version: number; number: string };
  onClose(): void;
}) {
  const t = useTranslations("processing.concludeForm");
  const client = useTRPCClient();
  const decide = useCommand(client.processing.decideAssessment.mutate);
  const attempt = useAttemptText();
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>("accepted");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await decide.run({ id: item.id, version: item.version, outcome });
    if (answer?.ok) onClose();
  };
  return (
    <FormDialog
      title={t("title", { number: item.number })}
      verb={t(`outcomes.${outcome}`)}
      busy={decide.pending}
      problem={attempt(decide)}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Choice
        label={t("outcome")}
        value={outcome}
        options={OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
        onChange={(value) => setOutcome(value)}
      />
    </FormDialog>
  );
}
