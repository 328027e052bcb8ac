"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { OWNER_DOCUMENTS, OWNER_KINDS, PERSON_DOCUMENTS, REPRESENTATIVE_ROLES } from "@/domain/customers/schema";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { basisPoints } from "./basis-points";
import type { Enterprise } from "./enterprise-sections";

const textOf = (form: HTMLFormElement, name: string) => String(new FormData(form).get(name) ?? "").trim();

/** Records who acts for an enterprise. */
export function RepresentativeForm({ customerId }: { customerId: string }) {
  const t = useTranslations("customers.enterprise");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const record = useCommand(client.customers.recordRepresentative.mutate);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const role = REPRESENTATIVE_ROLES.find((one) => one === textOf(form, "role"));
    const documentType = PERSON_DOCUMENTS.find((one) => one === textOf(form, "documentType"));
    if (!role || !documentType) return;
    const [name, document, since] = [textOf(form, "name"), textOf(form, "document"), textOf(form, "since")];
    const answer = await record.run({ customerId, role, documentType, name, document, since });
    if (answer?.ok) form.reset();
  };
  return (
    <Folded title={t("recordRepresentative")} onSubmit={submit} busy={record.pending} problem={attempt(record)}>
      <Choice
        name="role"
        label={t("columns.role")}
        options={REPRESENTATIVE_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
      />
      <PartyFields documents={PERSON_DOCUMENTS} />
      <label className="hg-control">
        <span>{t("columns.since")}</span>
        <input className="hg-input" type="date" name="since" required />
      </label>
    </Folded>
  );
}

/** Records an owner's part of the enterprise, or of an enterprise among its owners. */
export function OwnerForm({ customerId, enterprise }: { customerId: string; enterprise: Enterprise }) {
  const t = useTranslations("customers.enterprise");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const record = useCommand(client.customers.recordStake.mutate);
  const [kind, setKind] = useState<(typeof OWNER_KINDS)[number]>("person");
  const [badShare, setBadShare] = useState(false);
  const above = enterprise.stakes.flatMap((one, n) =>
    one.kind === "enterprise" ? [{ value: one.id, label: t("owner", { n: n + 1 }) }] : [],
  );
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const documentType = OWNER_DOCUMENTS.find((one) => one === textOf(form, "documentType"));
    const shareBp = basisPoints(textOf(form, "share"));
    setBadShare(shareBp === null);
    if (!documentType || shareBp === null) return;
    const aboveId = textOf(form, "above");
    const [name, document] = [textOf(form, "name"), textOf(form, "document")];
    const input = { customerId, kind, documentType, name, document, shareBp, ...(aboveId ? { aboveId } : {}) };
    const answer = await record.run(input);
    if (!answer?.ok) return;
    form.reset();
    setKind("person");
  };
  return (
    <Folded
      title={t("recordOwner")}
      onSubmit={submit}
      busy={record.pending}
      problem={badShare ? t("form.share") : attempt(record)}
    >
      <Choice
        name="kind"
        label={t("columns.kind")}
        options={OWNER_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onChange={(value) => setKind(value === "enterprise" ? "enterprise" : "person")}
      />
      <PartyFields key={kind} documents={kind === "enterprise" ? ["business-licence"] : PERSON_DOCUMENTS} />
      <Choice name="above" label={t("form.above")} options={[{ value: "", label: t("itself") }, ...above]} />
      <label className="hg-control">
        <span>{t("form.share")}</span>
        <input className="hg-input" name="share" inputMode="decimal" required />
      </label>
    </Folded>
  );
}

function Folded(props: {
  title: string;
  onSubmit(event: FormEvent<HTMLFormElement>): void;
  busy: boolean;
  problem: string | null;
  children: ReactNode;
}) {
  const t = useTranslations("customers.enterprise");
  return (
    <details className="px-(--gutter) pb-3">
      <summary className="hg-text-link cursor-pointer">{props.title}</summary>
      <form className="hg-form pt-2" aria-label={props.title} onSubmit={props.onSubmit} autoComplete="off">
        {props.children}
        {props.problem ? (
          <p className="hg-error" role="alert">
            {props.problem}
          </p>
        ) : null}
        <Button type="submit" variant="primary" busy={props.busy}>
          {t("record")}
        </Button>
      </form>
    </details>
  );
}

function PartyFields({ documents }: { documents: readonly (typeof OWNER_DOCUMENTS)[number][] }) {
  const t = useTranslations("customers.enterprise.form");
  const words = useTranslations("customers.documents");
  return (
    <>
      <label className="hg-control">
        <span>{t("name")}</span>
        <input className="hg-input" name="name" maxLength={120} required />
      </label>
      <Choice
        name="documentType"
        label={t("documentType")}
        options={documents.map((value) => ({ value, label: words(value) }))}
      />
      <label className="hg-control">
        <span>{t("document")}</span>
        <input className="hg-input" name="document" maxLength={40} required />
      </label>
    </>
  );
}

function Choice(props: {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  onChange?(value: string): void;
}) {
  return (
    <label className="hg-control">
      <span>{props.label}</span>
      <select className="hg-input" name={props.name} onChange={(event) => props.onChange?.(event.target.value)}>
        {props.options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}
