"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { FileDrop } from "@/components/patterns/fields/file-drop";
import { SectionHead } from "@/components/patterns/headers";
import { Button } from "@/components/ui/button";
import { STATEMENT_BYTES } from "@/domain/completeness/policy";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

/** Takes a day-end statement in as a file, for a core that has no door or is down. */
export function StatementPanel() {
  const t = useTranslations("completeness.days");
  const client = useTRPCClient();
  const command = useCommand(client.completeness.putStatement.mutate);
  const refused = useAttemptText()(command);
  const [file, setFile] = useState<File | null>(null);
  const [done, setDone] = useState<{ date: string; differences: number } | null>(null);
  const tooBig = file !== null && file.size > STATEMENT_BYTES;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file || tooBig) return;
    setDone(null);
    const answer = await command.run({ text: await file.text() });
    if (!answer?.ok) return;
    setDone(answer.result);
    setFile(null);
  };
  return (
    <>
      <SectionHead title={t("import")} ruled />
      <form className="hg-form px-(--gutter) pb-4" onSubmit={(event) => void submit(event)} aria-label={t("import")}>
        <p className="hg-hint">{t("importHint")}</p>
        <FileDrop
          label={t("file")}
          accept={[".json", ".csv"]}
          file={file}
          onFile={(next) => {
            setFile(next);
            setDone(null);
            command.reset();
          }}
          error={tooBig ? t("fileTooBig") : refused}
          disabled={command.pending}
        />
        <p role="status">{done ? t("imported", { date: done.date, count: done.differences }) : null}</p>
        <Button type="submit" variant="primary" busy={command.pending} disabled={!file || tooBig}>
          {t("import")}
        </Button>
      </form>
    </>
  );
}
