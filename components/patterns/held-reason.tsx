"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Choice } from "@/components/people/choice";
import { Button } from "@/components/ui/button";
import { HoldButton } from "./hold-button";

/** What a dialog asks before something is taken back for good: what that means, a coded reason, and to be held. */
export function HeldReason<R extends string>(props: {
  label: string;
  reasons: readonly { readonly value: R; readonly label: string }[];
  verb: string;
  hint: string;
  pending: boolean;
  problem: string | null;
  onHeld(reason: R): void;
  onCancel(): void;
  children: ReactNode;
}) {
  const common = useTranslations("common");
  const [chosen, setChosen] = useState("");
  const reason = props.reasons.find(({ value }) => value === chosen)?.value;
  return (
    <div className="hg-form">
      {props.children}
      <Choice
        label={props.label}
        value={chosen}
        onChange={setChosen}
        options={[{ value: "", label: common("form.choose") }, ...props.reasons]}
      />
      {props.problem ? (
        <p className="hg-error" role="alert">
          {props.problem}
        </p>
      ) : null}
      <div className="hg-form-actions">
        <Button onClick={props.onCancel}>{common("cancel")}</Button>
        <HoldButton
          hint={props.hint}
          disabled={reason === undefined || props.pending}
          onHeld={() => (reason === undefined ? undefined : props.onHeld(reason))}
        >
          {props.verb}
        </HoldButton>
      </div>
    </div>
  );
}
