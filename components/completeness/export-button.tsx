"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

/** Hands the register out as a CSV file; that it was handed out is in the audit log. */
export function ExportButton() {
  const t = useTranslations("completeness.register");
  const client = useTRPCClient();
  const command = useCommand(client.completeness.exportRegister.mutate);
  const problem = useAttemptText()(command);
  const fetchFile = async () => {
    const answer = await command.run({});
    if (!answer?.ok) return;
    const url = URL.createObjectURL(new Blob([answer.result.text], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = answer.result.name;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <>
      {problem ? (
        <span className="hg-error" role="alert">
          {problem}
        </span>
      ) : null}
      <Button small icon={Download} busy={command.pending} onClick={() => void fetchFile()}>
        {t(command.pending ? "exporting" : "export")}
      </Button>
    </>
  );
}
