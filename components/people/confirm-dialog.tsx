"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { PasskeyProof } from "@/components/identity/passkey-proof";
import { CodeInput } from "@/components/patterns/code-input";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useMe } from "@/lib/use-can";
import { useStepUp } from "@/lib/use-step-up";

/**
 * A dialog for what asks for a fresh second factor: the question or form, the one-time code where none was given lately,
 * and one verb. `onSubmit` runs the command and tells what was wrong with it, or null.
 */
export function ConfirmDialog(props: {
  title: string;
  verb: string;
  negative?: boolean;
  wide?: boolean;
  ready?: boolean;
  pending: boolean;
  problem: string | null;
  /** False for a command that asks for no second factor. */
  stepUp?: boolean;
  onSubmit(): Promise<void>;
  onClose(): void;
  children: ReactNode;
}) {
  const t = useTranslations("common");
  const me = useMe();
  const stepUp = useStepUp();
  const [code, setCode] = useState("");
  const [codeError, setCodeError] = useState<string | null>(null);
  const asks = props.stepUp !== false;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setCodeError(null);
    if (asks && (!me.steppedUp || code !== "")) {
      const wrong = await stepUp(code);
      setCode("");
      if (wrong) return setCodeError(wrong);
    }
    await props.onSubmit();
  };
  return (
    <Dialog title={props.title} open wide={props.wide} onOpenChange={(open) => (open ? undefined : props.onClose())}>
      <form className="hg-form" onSubmit={(event) => void submit(event)}>
        {props.children}
        {asks ? (
          <>
            <PasskeyProof />
            <CodeInput value={code} onChange={setCode} error={codeError} />
          </>
        ) : null}
        {props.problem ? (
          <p className="hg-error" role="alert">
            {props.problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant={props.negative ? "negative" : "primary"}
            busy={props.pending}
            disabled={props.ready === false || (asks && !me.steppedUp && code.length !== 6)}
          >
            {props.verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
