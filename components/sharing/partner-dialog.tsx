"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Choices } from "@/components/connections/choices";
import { Choice, Line } from "@/components/incidents/form-parts";
import { FormDialog } from "@/components/patterns/form-dialog";
import { LAWFUL_BASES } from "@/domain/consents/model";
import {
  FIELDS,
  PARTNER_KINDS,
  SAFEGUARDS,
  SHARE_CASES,
  SHARING_PURPOSES,
  TRANSFER_CASES,
  WAYS,
} from "@/domain/sharing/model";
import type { RecordPartnerInput } from "@/domain/sharing/schema";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { CountryChoice } from "./country-choice";

const START: RecordPartnerInput = {
  id: null,
  version: 0,
  name: "",
  kind: "entrusted",
  country: "CHN",
  contact: "",
  purpose: "service",
  way: "interface",
  fields: [],
  basis: "contract",
  caseCode: "with-entrusted-processors",
  contractReference: "",
  contractFrom: "",
  contractTo: null,
  safeguards: [],
  noticeUrl: null,
  paid: false,
};
const CASES = [...SHARE_CASES, ...TRANSFER_CASES] as const;

/** Enters a partner as a draft; the secret of its notices is shown once, here. */
export function PartnerDialog({ onClose }: { onClose(): void }) {
  const t = useTranslations("sharing.page.form");
  const item = useTranslations("sharing.page.item");
  const words = useTranslations("sharing");
  const client = useTRPCClient();
  const record = useCommand(client.sharing.record.mutate);
  const attempt = useAttemptText();
  const [form, setForm] = useState(START);
  const [secret, setSecret] = useState<string | null>(null);
  const set = <K extends keyof RecordPartnerInput>(key: K, value: RecordPartnerInput[K]) =>
    setForm((was) => ({ ...was, [key]: value }));
  const options = <V extends string>(values: readonly V[], of: string) =>
    values.map((value) => ({ value, label: words(`${of}.${value}` as "fields.name") }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (secret !== null) return onClose();
    const answer = await record.run(form);
    if (!answer?.ok) return;
    if (answer.result.secret === null) onClose();
    else setSecret(answer.result.secret);
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
      {secret === null ? (
        <>
          <Line label={t("name")} value={form.name} required onChange={(value) => set("name", value)} />
          <Choice
            label={t("kind")}
            value={form.kind}
            options={options(PARTNER_KINDS, "kinds")}
            onChange={(value) => set("kind", value)}
          />
          <CountryChoice label={t("country")} value={form.country} onChange={(value) => set("country", value)} />
          <Line label={t("contact")} value={form.contact} required onChange={(value) => set("contact", value)} />
          <Choice
            label={t("purpose")}
            value={form.purpose}
            options={options(SHARING_PURPOSES, "purposes")}
            onChange={(value) => set("purpose", value)}
          />
          <Choice
            label={t("way")}
            value={form.way}
            options={options(WAYS, "ways")}
            onChange={(value) => set("way", value)}
          />
          <Choices
            legend={t("fields")}
            options={options(FIELDS, "fields")}
            chosen={form.fields}
            onChange={(value) => set("fields", [...value])}
          />
          <Choice
            label={t("basis")}
            value={form.basis}
            options={options(LAWFUL_BASES, "bases")}
            onChange={(value) => set("basis", value)}
          />
          <Choice
            label={t("case")}
            value={form.caseCode}
            options={options(CASES, "cases")}
            onChange={(value) => set("caseCode", value)}
          />
          <Line
            label={t("contract")}
            value={form.contractReference}
            required
            onChange={(value) => set("contractReference", value)}
          />
          <Line
            label={t("from")}
            type="date"
            value={form.contractFrom}
            required
            onChange={(value) => set("contractFrom", value)}
          />
          <Line
            label={t("to")}
            type="date"
            value={form.contractTo ?? ""}
            onChange={(value) => set("contractTo", value || null)}
          />
          <Choices
            legend={t("safeguards")}
            options={options(SAFEGUARDS, "safeguards")}
            chosen={form.safeguards}
            onChange={(value) => set("safeguards", [...value])}
          />
          <Line label={t("url")} value={form.noticeUrl ?? ""} onChange={(value) => set("noticeUrl", value || null)} />
        </>
      ) : (
        <p>
          {item("secret")} <code className="hg-mono break-all">{secret}</code>
        </p>
      )}
    </FormDialog>
  );
}
