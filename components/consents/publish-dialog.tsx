"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Choices } from "@/components/connections/choices";
import { Choice, Line } from "@/components/incidents/form-parts";
import { FormDialog } from "@/components/patterns/form-dialog";
import { CHANGE_CLASSES, DOCUMENT_NAMES, MAJOR_CHANGES, NOTICE_WAYS, OPTIONAL_PURPOSES } from "@/domain/consents/model";
import type { PublishPolicyInput } from "@/domain/consents/schema";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

const START = {
  document: "payment-privacy",
  label: "",
  textHash: "",
  changeClass: "immaterial",
  majorChanges: [],
  purposes: [],
  changedPurposes: [],
  noticeWays: ["page"],
} satisfies Omit<PublishPolicyInput, "consultedAt" | "wantedAt">;
type Form = Omit<PublishPolicyInput, "consultedAt" | "wantedAt"> & { consulted: string; wanted: string };

const atMidnight = (date: string): string => `${date}T00:00:00+08:00`;

/** Proposes a version; a second person agrees to it on the desk of approvals. */
export function PublishDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations("consents.page.form");
  const words = useTranslations("consents");
  const client = useTRPCClient();
  const publish = useCommand(client.consents.publish.mutate);
  const attempt = useAttemptText();
  const [form, setForm] = useState<Form>({ ...START, consulted: "", wanted: "" });
  const set = <K extends keyof Form>(key: K, value: Form[K]) => setForm((was) => ({ ...was, [key]: value }));
  const options = <V extends string>(values: readonly V[], of: string) =>
    values.map((value) => ({ value, label: words(`${of}.${value}` as "purposes.cross-border") }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { consulted, wanted, ...rest } = form;
    const answer = await publish.run({
      ...rest,
      consultedAt: consulted === "" ? null : atMidnight(consulted),
      wantedAt: atMidnight(wanted),
    });
    if (answer?.ok) onClose();
  };
  return (
    <FormDialog
      wide
      inTwo
      title={t("title")}
      verb={t("verb")}
      busy={publish.pending}
      problem={attempt(publish)}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Choice
        label={t("document")}
        value={form.document}
        options={options(DOCUMENT_NAMES, "documents")}
        onChange={(value) => set("document", value)}
      />
      <Line label={t("label")} value={form.label} required onChange={(value) => set("label", value)} />
      <Line
        label={t("hash")}
        value={form.textHash}
        required
        onChange={(value) => set("textHash", value.trim().toLowerCase())}
      />
      <Choice
        label={t("change")}
        value={form.changeClass}
        options={options(CHANGE_CLASSES, "changeClasses")}
        onChange={(value) => set("changeClass", value)}
      />
      <Choices
        legend={t("major")}
        options={options(MAJOR_CHANGES, "majorChanges")}
        chosen={form.majorChanges}
        onChange={(value) => set("majorChanges", [...value])}
      />
      <Choices
        legend={t("purposes")}
        options={options(OPTIONAL_PURPOSES, "purposes")}
        chosen={form.purposes}
        onChange={(value) => set("purposes", [...value])}
      />
      <Choices
        legend={t("changed")}
        options={options(OPTIONAL_PURPOSES, "purposes")}
        chosen={form.changedPurposes}
        onChange={(value) => set("changedPurposes", [...value])}
      />
      <Choices
        legend={t("notice")}
        options={options(NOTICE_WAYS, "noticeWays")}
        chosen={form.noticeWays}
        onChange={(value) => set("noticeWays", [...value])}
      />
      <Line label={t("consulted")} type="date" value={form.consulted} onChange={(value) => set("consulted", value)} />
      <Line
        label={t("wanted")}
        type="date"
        value={form.wanted}
        required
        help={t("help")}
        onChange={(value) => set("wanted", value)}
      />
    </FormDialog>
  );
}
