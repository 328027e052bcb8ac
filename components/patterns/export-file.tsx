"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useAttemptText } from "@/lib/refusal-text";
import { saveText } from "@/lib/save-text";
import { useCommand } from "@/lib/use-command";

type Mutate<I> = Parameters<typeof useCommand<I, { name: string; text: string }>>[0];

/** Hands a register out as a file; that it was handed out is in the audit log. */
export function ExportFile<I>(props: { mutate: Mutate<I>; input: I; label: string; busy: string }) {
  const command = useCommand(props.mutate);
  const problem = useAttemptText()(command);
  const fetchFile = async () => {
    const answer = await command.run(props.input);
    if (answer?.ok) saveText(answer.result.name, answer.result.text, "text/csv;charset=utf-8");
  };
  return (
    <>
      {problem ? (
        <span className="hg-error" role="alert">
          {problem}
        </span>
      ) : null}
      <Button small icon={Download} busy={command.pending} onClick={() => void fetchFile()}>
        {command.pending ? props.busy : props.label}
      </Button>
    </>
  );
}
