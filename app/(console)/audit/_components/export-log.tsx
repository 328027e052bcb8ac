"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";

/** Permits an export of the sealed log, then lets the browser fetch the file. For auditors. */
export function ExportLog() {
  const t = useTranslations("audit.export");
  const format = useFormat();
  const can = useCan();
  const client = useTRPCClient();
  const words = useAttemptText();
  const [exported, setExported] = useState<number | null>(null);
  const command = useCommand(
    useCallback((call: { key: string; input: { clearance: "general" } }) => client.audit.export.mutate(call), [client]),
  );
  if (!can("audit.export")) return null;
  const run = async () => {
    setExported(null);
    const answer = await command.run({ clearance: "general" });
    if (!answer?.ok || !answer.result.token) return;
    window.location.assign(`/api/audit/export?token=${encodeURIComponent(answer.result.token)}`);
    setExported(answer.result.treeSize);
  };
  const problem = words(command);
  return (
    <>
      <span className="hg-small hg-ink-3 hg-clip" role="status">
        {exported === null ? null : t("done", { count: format.count(exported) })}
      </span>
      {problem ? (
        <span className="hg-error" role="alert">
          {problem}
        </span>
      ) : null}
      <Button small icon={Download} shortcut="export" busy={command.pending} onClick={() => void run()}>
        {command.pending ? t("preparing") : t("action")}
      </Button>
    </>
  );
}
