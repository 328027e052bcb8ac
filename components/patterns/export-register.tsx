"use client";

import { Download } from "lucide-react";
import { useLocale } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Locale } from "@/i18n/locales";
import { useAttemptText } from "@/lib/refusal-text";
import { useCommand } from "@/lib/use-command";

type Asked = { language: Locale; format: "xlsx" };
type Mutate = Parameters<typeof useCommand<Asked, { exportId: string }>>[0];

/** Records an export of a register and lets the browser fetch it as a workbook, from `/api/<of>/export`. */
export function ExportRegister(props: { mutate: Mutate; of: string; label: string }) {
  const language = useLocale();
  const attempt = useAttemptText();
  const command = useCommand(props.mutate);
  const run = async () => {
    const answer = await command.run({ language, format: "xlsx" });
    if (answer?.ok) window.location.assign(`/api/${props.of}/export?id=${answer.result.exportId}`);
  };
  const problem = attempt(command);
  return (
    <>
      <Button small icon={Download} shortcut="export" busy={command.pending} onClick={() => void run()}>
        {props.label}
      </Button>
      {problem ? (
        <span className="hg-error" role="alert">
          {problem}
        </span>
      ) : null}
    </>
  );
}
