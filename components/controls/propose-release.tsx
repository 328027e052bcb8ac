"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useForm } from "react-hook-form";
import { FactList } from "@/components/patterns/facts";
import { SelectField, TextAreaField } from "@/components/patterns/fields/fields";
import { SectionHead } from "@/components/patterns/headers";
import { Button } from "@/components/ui/button";
import { useKey } from "@/components/ui/keys/key-provider";
import { isLive } from "@/domain/controls/model";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { AccountControls, MeasureView } from "./measure";
import { PreviewPanel } from "./preview-panel";
import { RELEASE_REASON_NAMES, type ReleaseForm, releaseForm } from "./restriction-form";
import { usePreview } from "./use-preview";
import { useControlsWords } from "./use-words";

/** Asks for the end of one restriction, on its own; the others stay, and the preview shows it. */
export function ProposeRelease(props: { controls: AccountControls; measure: MeasureView; onClose(): void }) {
  const t = useTranslations("controls.page.propose");
  const words = useControlsWords();
  const router = useRouter();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const form = useRef<HTMLFormElement>(null);
  const { measure, controls } = props;
  const { control, handleSubmit } = useForm<ReleaseForm>({
    resolver: zodResolver(releaseForm),
    defaultValues: { note: "" },
  });
  const state = usePreview({
    accountId: controls.account.id,
    verb: "lift",
    scope: measure.scope,
    target: null,
    amountMinor: null,
    measureId: measure.id,
  });
  const command = useCommand(client.controls.requestRelease.mutate);

  const submit = handleSubmit(async (values) => {
    const answer = await command.run({
      measureId: measure.id,
      version: measure.version,
      reasonCode: values.reasonCode,
      note: values.note,
      token: state.preview?.token ?? null,
    });
    if (answer?.ok) return router.push(`/approvals/${answer.result.approvalId}`);
    if (answer?.code.startsWith("controls.preview.")) state.again();
  });
  useKey("submit", () => form.current?.requestSubmit());
  useEffect(() => form.current?.querySelector<HTMLElement>("button, input")?.focus(), []);
  const problem = attempt(command);
  return (
    <>
      <SectionHead
        title={t("release")}
        aside={
          <Button small variant="plain" onClick={props.onClose}>
            {t("close")}
          </Button>
        }
      />
      <FactList
        facts={[
          { id: "number", label: t("measure"), value: <span className="hg-mono">{measure.number}</span> },
          { id: "scope", label: t("scope"), value: words.reach(measure) },
          { id: "reason", label: t("restrictedFor"), value: words.reason(measure.reasonCode) },
        ]}
        tight
      />
      <form ref={form} className="hg-form px-(--gutter) py-3" onSubmit={submit} aria-label={t("release")} noValidate>
        <SelectField
          control={control}
          name="reasonCode"
          label={t("reason")}
          options={RELEASE_REASON_NAMES.map((value) => ({ value, label: words.reason(value) }))}
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
      <PreviewPanel
        state={state}
        live={controls.measures.filter(isLive)}
        change={{ verb: "lift", measureId: measure.id }}
        currency={controls.account.currency}
        ends={null}
        openItems={controls.openItems}
      />
    </>
  );
}
