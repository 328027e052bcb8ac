"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useCallback, useState } from "react";
import { CodeInput } from "@/components/patterns/code-input";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { useStepUp } from "@/lib/use-step-up";

/** Asks for a new master key, after a fresh one-time code. */
export function RotateDialog({ version, onClose }: { version: number; onClose(): void }) {
  const t = useTranslations("operations.ring");
  const me = useMe();
  const client = useTRPCClient();
  const stepUp = useStepUp();
  const attempt = useAttemptText();
  const [code, setCode] = useState("");
  const [codeError, setCodeError] = useState<string | null>(null);
  const command = useCommand(
    useCallback(
      (call: { key: string; input: Record<string, never> }) => client.operations.rotateKey.mutate(call),
      [client],
    ),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setCodeError(null);
    if (!me.steppedUp || code !== "") {
      const problem = await stepUp(code);
      setCode("");
      if (problem) return setCodeError(problem);
    }
    const answer = await command.run({});
    if (answer?.ok) onClose();
  };
  const problem = attempt(command);
  return (
    <Dialog title={t("rotateTo", { version })} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <form className="hg-form" onSubmit={(event) => void submit(event)}>
        <p>{t("rotateHint")}</p>
        <CodeInput value={code} onChange={setCode} error={codeError} />
        {problem ? (
          <p className="hg-error" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="primary" busy={command.pending} disabled={!me.steppedUp && code.length !== 6}>
            {t("rotate")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
