"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { CodeInput } from "@/components/patterns/code-input";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAttemptText } from "@/lib/refusal-text";
import { useMe } from "@/lib/use-can";
import type { CommandState } from "@/lib/use-command";
import { useStepUp } from "@/lib/use-step-up";

/** A dialog that sends one command, after a fresh one-time code where the command asks for one. */
export function ProvenDialog<I>(props: {
  title: string;
  submit: string;
  command: Pick<CommandState<I, unknown>, "pending" | "refusal" | "unanswered">;
  /** Sends; true when it is done. */
  onSend(): Promise<void>;
  onClose(): void;
  proven: boolean;
  ready?: boolean;
  variant?: ButtonVariant;
  wide?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("connections.keys");
  const me = useMe();
  const stepUp = useStepUp();
  const attempt = useAttemptText();
  const [code, setCode] = useState("");
  const [codeError, setCodeError] = useState<string | null>(null);
  const asks = props.proven && !me.steppedUp;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setCodeError(null);
    if (props.proven && (asks || code !== "")) {
      const problem = await stepUp(code);
      setCode("");
      if (problem) return setCodeError(problem);
    }
    await props.onSend();
  };
  const problem = attempt(props.command);
  return (
    <Dialog title={props.title} open wide={props.wide} onOpenChange={(open) => (open ? undefined : props.onClose())}>
      <form className="hg-form" onSubmit={(event) => void submit(event)}>
        {props.children}
        {props.proven ? <CodeInput label={t("code")} value={code} onChange={setCode} error={codeError} /> : null}
        {problem ? (
          <p className="hg-error" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant={props.variant ?? "primary"}
            busy={props.command.pending}
            disabled={props.ready === false || (asks && code.length !== 6)}
          >
            {props.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
