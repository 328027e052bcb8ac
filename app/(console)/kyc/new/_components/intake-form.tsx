"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PagePath } from "@/components/frame/page-path";
import {
  announced,
  channelsNamed,
  type Draft,
  EMPTY_DRAFT,
  fieldOfPath,
  handedIn,
  wrongFields,
} from "@/components/kyc/intake-draft";
import { ownerOfPath, wrongOwners } from "@/components/kyc/owners-draft";
import { KYC_PATH } from "@/components/kyc/paths";
import { CustomerName } from "@/components/ledger/customer-name";
import { PageHeader, SectionHead } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { NoPermission } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { Button, ButtonLink } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/keys/key-cap";
import { useKey } from "@/components/ui/keys/key-provider";
import { documentsOf } from "@/domain/kyc/declared";
import { fieldsOf } from "@/domain/kyc/fields";
import { type AccountClass, PURPOSES, type SubjectKind } from "@/domain/kyc/model";
import { instantFromEpoch } from "@/domain/shared/time";
import { useAttemptText, useRefusalText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { ChannelRows } from "./channel-rows";
import { DeclaredField } from "./declared-field";
import { OwnerRows } from "./owner-rows";

type Customer = RouterOutputs["customers"]["list"]["rows"][number];
const CLASSES = [1, 2, 3] as const satisfies readonly AccountClass[];
const NUMBER = /^C-\d{6,12}$/;

/** Identity papers taken in at the desk: whose, for what, what he declared, which pictures follow. */
export function IntakeForm() {
  const t = useTranslations("kyc.page.intake");
  const can = useCan();
  if (!can("kyc.submit")) return <NoPermission />;
  return (
    <PageLayout label={t("title")} header={<PageHeader title={t("title")} note={t("note")} ruled />}>
      <PagePath steps={[t("title")]} />
      <WhoseForm />
    </PageLayout>
  );
}

/** The customer first, by his number; the rest follows from what kind he is. */
function WhoseForm() {
  const t = useTranslations("kyc.page.intake");
  const words = useTranslations("kyc");
  const trpc = useTRPC();
  const [number, setNumber] = useState("");
  const wanted = number.trim().toUpperCase();
  const whole = NUMBER.test(wanted);
  const query = useQuery(
    trpc.customers.list.queryOptions(
      { filters: { number: wanted }, sort: "createdAt", order: "desc", limit: 2 },
      { enabled: whole },
    ),
  );
  const customer = whole ? query.data?.rows.find((row) => row.number === wanted) : undefined;
  return (
    <div className="hg-intake">
      <label className="hg-control">
        <span>{t("customer")}</span>
        <input
          className="hg-input"
          value={number}
          placeholder={t("customerHint")}
          autoComplete="off"
          onChange={(event) => setNumber(event.target.value)}
        />
        <span className="hg-hint" aria-live="polite">
          {customer ? (
            <StatusMark tone="done">
              {words(`subjects.${customer.kind}`)} <CustomerName customer={customer} />
            </StatusMark>
          ) : whole && query.data ? (
            t("customerUnknown")
          ) : (
            t("customerHelp")
          )}
        </span>
      </label>
      {customer ? <PapersForm key={customer.id} customer={customer} /> : null}
    </div>
  );
}

function PapersForm({ customer }: { customer: Customer }) {
  const t = useTranslations("kyc.page.intake");
  const words = useTranslations("kyc");
  const classes = useTranslations("accounts.class");
  const owning = useTranslations("kyc.page.owners");
  const router = useRouter();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const say = useRefusalText();
  const submit = useCommand(client.kyc.submit.mutate);
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const [tried, setTried] = useState(false);
  const subject: SubjectKind = customer.kind;
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const wrong = wrongFields(draft, subject);
  const papers = announced(draft, subject);
  const unfinished = subject === "enterprise" ? wrongOwners(draft.owners) : [];
  const missing =
    wrong.length > 0
      ? t("wrong", { count: wrong.length })
      : unfinished.length > 0
        ? owning("unfinished", { count: unfinished.length })
        : papers.length === 0
          ? t("noPapers")
          : channelsNamed(draft)
            ? null
            : t("providerMissing");
  const pointed = submit.refusal?.field ? fieldOfPath(submit.refusal.field, subject) : null;
  const owner = submit.refusal?.field ? ownerOfPath(submit.refusal.field, draft.owners) : null;
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (missing) return;
    const answer = await submit.run(handedIn(draft, customer.number, subject, instantFromEpoch(Date.now())));
    if (answer?.ok) router.push(`${KYC_PATH}/${answer.result.id}`);
  };
  useKey("submit", () => void send(), !submit.pending, { words: () => t("submit") });
  const problem = (tried ? missing : null) ?? (pointed || owner ? null : attempt(submit));
  return (
    <form className="hg-form" onSubmit={(event) => void send(event)} noValidate>
      <fieldset className="hg-control">
        <legend>{t("purpose")}</legend>
        <span className="flex flex-wrap gap-x-4 gap-y-1">
          {PURPOSES.map((purpose) => (
            <label key={purpose} className="flex items-center gap-1.5">
              <input
                type="radio"
                name="purpose"
                checked={draft.purpose === purpose}
                onChange={() => change({ purpose })}
              />
              {words(`purposes.${purpose}`)}
            </label>
          ))}
        </span>
      </fieldset>
      <SectionHead title={t("declared")} note={t("declaredNote")} ruled />
      <div className="hg-intake-fields">
        {fieldsOf(subject).map((field) => (
          <DeclaredField
            key={field}
            subject={subject}
            field={field}
            value={draft.declared[field] ?? ""}
            wrong={wrong.includes(field)}
            told={pointed === field && submit.refusal ? say(submit.refusal) : null}
            onChange={(value) => change({ declared: { ...draft.declared, [field]: value } })}
          />
        ))}
      </div>
      {subject === "enterprise" ? (
        <OwnerRows
          owners={draft.owners}
          wrong={tried ? unfinished : []}
          told={owner && submit.refusal ? { key: owner, text: say(submit.refusal) } : null}
          onChange={(owners) => change({ owners })}
        />
      ) : null}
      <SectionHead title={t("papers")} note={t("papersNote")} ruled />
      <fieldset className="hg-control">
        <legend className="hg-sr">{t("papers")}</legend>
        <span className="flex flex-wrap gap-x-4 gap-y-1">
          {documentsOf(subject).map((kind) => (
            <label key={kind} className="flex items-center gap-1.5">
              <input
                type="checkbox"
                checked={draft.documents.includes(kind)}
                onChange={(event) =>
                  change({
                    documents: event.target.checked
                      ? [...draft.documents, kind]
                      : draft.documents.filter((one) => one !== kind),
                  })
                }
              />
              {words(`documents.${kind}`)}
            </label>
          ))}
        </span>
      </fieldset>
      <SectionHead title={t("verification")} ruled />
      <label className="flex items-center gap-1.5">
        <input
          type="checkbox"
          checked={draft.faceToFace}
          onChange={(event) => change({ faceToFace: event.target.checked })}
        />
        {t("faceToFace")}
      </label>
      <ChannelRows channels={draft.channels} onChange={(channels) => change({ channels })} />
      {subject === "person" ? (
        <label className="hg-control">
          <span>{t("class")}</span>
          <select
            className="hg-input"
            value={draft.requestedClass ?? ""}
            onChange={(event) =>
              change({ requestedClass: CLASSES.find((one) => String(one) === event.target.value) ?? null })
            }
          >
            <option value="">{t("anyClass")}</option>
            {CLASSES.map((one) => (
              <option key={one} value={one}>
                {classes(String(one) as "1")}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {problem ? (
        <p className="hg-error" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="hg-form-actions">
        <ButtonLink href={KYC_PATH}>{t("cancel")}</ButtonLink>
        <Button type="submit" variant="primary" busy={submit.pending}>
          {t("submit")} <KeyCap of="submit" />
        </Button>
      </div>
    </form>
  );
}
