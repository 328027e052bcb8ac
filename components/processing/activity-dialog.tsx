"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Choices } from "@/components/connections/choices";
import { Choice, Line } from "@/components/incidents/form-parts";
import { FormDialog } from "@/components/patterns/form-dialog";
import { LAWFUL_BASES } from "@/domain/consents/model";
import { ACTIVITY_PURPOSES, GUARDS } from "@/domain/processing/model";
import type { RecordActivityInput } from "@/domain/processing/schema";
import { RETENTION_CLASSES } from "@/domain/retention/model";
import { FIELDS } from "@/domain/sharing/model";
import { PARTNERS_LIST } from "@/domain/sharing/schema";
import { readListInput } from "@/lib/list-input";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

const EFFECTS = ["automated", "exported", "majorEffect"] as const;
const START: RecordActivityInput = {
  name: "",
  purpose: "payment",
  basis: "contract",
  fields: [],
  recipients: [],
  retentionClass: "service",
  safeguards: [],
  automated: false,
  exported: false,
  majorEffect: false,
};

/** Enters an activity; what of it must be assessed follows from what it does. */
export function ActivityDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations("processing.page.form");
  const words = useTranslations("processing");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const record = useCommand(client.processing.record.mutate);
  const attempt = useAttemptText();
  const [form, setForm] = useState(START);
  const partners = useQuery(trpc.sharing.partners.queryOptions(readListInput(PARTNERS_LIST, { state: "active" })));
  const set = <K extends keyof RecordActivityInput>(key: K, value: RecordActivityInput[K]) =>
    setForm((was) => ({ ...was, [key]: value }));
  const options = <V extends string>(values: readonly V[], of: string) =>
    values.map((value) => ({ value, label: words(`${of}.${value}` as "fields.name") }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await record.run(form);
    if (answer?.ok) onClose();
  };
  return (
    <FormDialog
      wide
      inTwo
      title={t("title")}
      verb={t("verb")}
      busy={record.pending}
      problem={attempt(record)}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Line label={t("name")} value={form.name} required onChange={(value) => set("name", value)} />
      <Choice
        label={t("purpose")}
        value={form.purpose}
        options={options(ACTIVITY_PURPOSES, "purposes")}
        onChange={(value) => set("purpose", value)}
      />
      <Choice
        label={t("basis")}
        value={form.basis}
        options={options(LAWFUL_BASES, "bases")}
        onChange={(value) => set("basis", value)}
      />
      <Choices
        legend={t("fields")}
        options={options(FIELDS, "fields")}
        chosen={form.fields}
        onChange={(value) => set("fields", [...value])}
      />
      <Choices
        legend={t("recipients")}
        options={(partners.data?.rows ?? []).map(({ number, name }) => ({ value: number, label: name }))}
        chosen={form.recipients}
        onChange={(value) => set("recipients", [...value])}
      />
      {partners.data?.rows.length === 0 ? <p className="hg-hint">{t("noRecipients")}</p> : null}
      <Choice
        label={t("retention")}
        value={form.retentionClass}
        options={options(RETENTION_CLASSES, "classes")}
        onChange={(value) => set("retentionClass", value)}
      />
      <Choices
        legend={t("guards")}
        options={options(GUARDS, "guards")}
        chosen={form.safeguards}
        onChange={(value) => set("safeguards", [...value])}
      />
      <Choices
        legend={t("effects")}
        options={EFFECTS.map((value) => ({ value, label: t(value) }))}
        chosen={EFFECTS.filter((name) => form[name])}
        onChange={(chosen) =>
          setForm((was) => ({
            ...was,
            automated: chosen.includes("automated"),
            exported: chosen.includes("exported"),
            majorEffect: chosen.includes("majorEffect"),
          }))
        }
      />
    </FormDialog>
  );
}
