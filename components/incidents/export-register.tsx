"use client";

import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

/** Records an export of the register and lets the browser fetch it as a workbook. */
export function ExportRegister() {
  const t = useTranslations("incidents.page");
  const client = useTRPCClient();
  const language = useLocale();
  const attempt = useAttemptText();
  const command = useCommand(client.incidents.exportRegister.mutate);
  const run = async () => {
    const answer = await command.run({ language, format: "xlsx" });
    if (answer?.ok) window.location.assign(`/api/incidents/export?id=${answer.result.exportId}`);
  };
  const problem = attempt(command);
  return (
    <>
      <Button small icon={Download} shortcut="export" busy={command.pending} onClick={() => void run()}>
        {t("export")}
      </Button>
      {problem ? (
        <span className="hg-error" role="alert">
          {problem}
        </span>
      ) : null}
    </>
  );
}
