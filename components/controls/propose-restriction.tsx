"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useForm, useWatch } from "react-hook-form";
import { DateField } from "@/components/patterns/fields/date-field";
import { MoneyField, SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { SectionHead } from "@/components/patterns/headers";
import { Button } from "@/components/ui/button";
import { useKey } from "@/components/ui/keys/key-provider";
import { isLive, SCOPES } from "@/domain/controls/model";
import { addDays, type LocalDate } from "@/domain/shared/time";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { AccountControls } from "./measure";
import { PreviewPanel } from "./preview-panel";
import { amountOf, RESTRICTION_REASON_NAMES, type RestrictionForm, restrictionForm } from "./restriction-form";
import { usePreview } from "./use-preview";
import { useControlsWords } from "./use-words";

/** How soon a restriction is looked at again unless the maker says otherwise, in days. */
const USUAL_REVIEW_DAYS = 30;
const PROPOSED = "proposed";

/** Asks for a restriction on own judgement; shows what it would do before it is submitted to a second person. */
export function ProposeRestriction({
  controls,
  today,
  onClose,
}: {
  controls: AccountControls;
  today: LocalDate;
  onClose(): void;
}) {
  const t = useTranslations("controls.page.propose");
  const words = useControlsWords();
  const router = useRouter();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const form = useRef<HTMLFormElement>(null);
  const { account } = controls;
  const { control, handleSubmit, setError } = useForm<RestrictionForm>({
    resolver: zodResolver(restrictionForm(account.currency)),
    defaultValues: { scope: "debit", amount: "", reviewOn: addDays(today, USUAL_REVIEW_DAYS), note: "" },
  });
  const { scope, amount = "", reviewOn = "" } = useWatch({ control });
  const amountMinor = amountOf(scope ?? "", amount, account.currency);
  const asks = scope !== undefined && (scope !== "amount" || amountMinor !== null);
  const state = usePreview(
    asks
      ? {
          accountId: account.id,
          verb: "restrict",
          scope,
          amountMinor: amountMinor?.toString() ?? null,
          measureId: null,
        }
      : null,
  );
  const command = useCommand(client.controls.requestRestriction.mutate);

  const submit = handleSubmit(async (values) => {
    const answer = await command.run({
      accountId: account.id,
      scope: values.scope,
      amountMinor: amountOf(values.scope, values.amount, account.currency),
      reasonCode: values.reasonCode,
      reviewOn: values.reviewOn,
      note: values.note,
      token: state.preview?.token ?? null,
    });
    if (answer?.ok) return router.push(`/approvals/${answer.result.approvalId}`);
    if (answer?.field === "reviewOn")
      setError("reviewOn", { message: attempt({ refusal: answer, unanswered: false }) ?? "" });
    if (answer?.code.startsWith("controls.preview.")) state.again();
  });
  useKey("submit", () => form.current?.requestSubmit());
  useEffect(() => form.current?.querySelector<HTMLElement>("button, input")?.focus(), []);
  const problem = attempt(command);
  const live = controls.measures.filter(isLive);
  return (
    <>
      <SectionHead
        title={t("restrict")}
        aside={
          <Button small variant="plain" onClick={onClose}>
            {t("close")}
          </Button>
        }
      />
      <form ref={form} className="hg-form px-(--gutter) pb-3" onSubmit={submit} aria-label={t("restrict")} noValidate>
        <SelectField
          control={control}
          name="reasonCode"
          label={t("reason")}
          options={RESTRICTION_REASON_NAMES.map((value) => ({ value, label: words.reason(value) }))}
          required
        />
        <SelectField
          control={control}
          name="scope"
          label={t("scope")}
          options={SCOPES.map((value) => ({ value, label: words.scope(value) }))}
          required
        />
        {scope === "amount" ? (
          <MoneyField control={control} name="amount" label={t("amount")} currency={account.currency} required />
        ) : null}
        <DateField
          control={control}
          name="reviewOn"
          label={t("reviewOn")}
          help={t("reviewWithin", { days: controls.reviewWithinDays })}
          min={addDays(today, 1)}
          max={addDays(today, controls.reviewWithinDays)}
          required
        />
        <TextAreaField control={control} name="note" label={t("note")} help={t("noteHelp")} maxLength={2000} required />
        {problem ? (
          <p className="hg-error" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          <Button type="submit" variant="primary" shortcut="submit" busy={command.pending} disabled={!state.preview}>
            {t("submit")}
          </Button>
        </div>
      </form>
      {asks ? (
        <PreviewPanel
          state={state}
          live={live}
          change={{ verb: "restrict", measure: { id: PROPOSED, scope, amountMinor } }}
          currency={account.currency}
          reviewOn={reviewOn}
        />
      ) : (
        <p className="hg-small hg-ink-3 px-(--gutter)">{t("amountFirst")}</p>
      )}
    </>
  );
}
