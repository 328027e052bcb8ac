"use client";

import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { DateInput } from "@/components/patterns/fields/date-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { CANDIDATE_STATES } from "@/domain/reports/model";
import { TABLE_FORMATS } from "@/domain/shared/table-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useAsked } from "@/lib/use-asked";
import { useCommand } from "@/lib/use-command";

type State = (typeof CANDIDATE_STATES)[number];

/** Asks which dates and states, records the export, and lets the browser fetch the file. */
export function ExportButton() {
  const t = useTranslations("reports.page.export");
  const [open, setOpen] = useAsked("export");
  return (
    <>
      <Button small icon={Download} shortcut="export" onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      <Dialog title={t("title")} open={open} onOpenChange={setOpen}>
        <ExportForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function ExportForm({ onDone }: { onDone(): void }) {
  const t = useTranslations("reports.page.export");
  const states = useTranslations("reports.labels.states");
  const common = useTranslations("common");
  const client = useTRPCClient();
  const language = useLocale();
  const attempt = useAttemptText();
  const errorId = useId();
  const [none, setNone] = useState(false);
  const command = useCommand(client.reports.exportLargeValue.mutate);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const chosen = CANDIDATE_STATES.filter((state) => data.get(state) === "on");
    setNone(chosen.length === 0);
    if (chosen.length === 0) return;
    const format = data.get("format") === "xlsx" ? "xlsx" : "csv";
    const date = (name: string) => String(data.get(name) ?? "") || undefined;
    const answer = await command.run({ from: date("from"), to: date("to"), states: chosen, language, format });
    if (!answer?.ok) return;
    window.location.assign(`/api/reports/large-value/export?id=${answer.result.exportId}`);
    onDone();
  };
  const problem = none ? t("noState") : attempt(command);
  return (
    <form className="hg-form" onSubmit={submit} aria-describedby={problem ? errorId : undefined}>
      <p className="hg-hint">{t("text")}</p>
      <fieldset className="hg-control">
        <legend>{t("dates")}</legend>
        <span className="hg-range">
          <DateInput name="from" label={common("filter.from")} />
          <DateInput name="to" label={common("filter.to")} />
        </span>
      </fieldset>
      <fieldset className="hg-control">
        <legend>{t("states")}</legend>
        <span className="flex gap-4">
          {CANDIDATE_STATES.map((state: State) => (
            <label key={state} className="flex items-center gap-1.5">
              <input type="checkbox" name={state} defaultChecked={state !== "withdrawn"} />
              {states(state)}
            </label>
          ))}
        </span>
      </fieldset>
      <fieldset className="hg-control">
        <legend>{t("format")}</legend>
        <span className="flex gap-4">
          {TABLE_FORMATS.map((format) => (
            <label key={format} className="flex items-center gap-1.5">
              <input type="radio" name="format" value={format} defaultChecked={format === "csv"} />
              {t(`formats.${format}`)}
            </label>
          ))}
        </span>
      </fieldset>
      {problem ? (
        <p id={errorId} className="hg-error" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="hg-form-actions">
        <Button onClick={onDone}>{common("cancel")}</Button>
        <Button type="submit" variant="primary" busy={command.pending}>
          {t("submit")}
        </Button>
      </div>
    </form>
  );
}
