"use client";

import type { FormEvent, ReactNode } from "react";
import { FormDialog } from "@/components/patterns/form-dialog";
import { useAttemptText } from "@/lib/refusal-text";
import type { useCommand } from "@/lib/use-command";

type Deed = ReturnType<typeof useCommand>;

/** A form over an incident with one verb. `send` gives whether it is done; a refusal is said in its place. */
export function DeedDialog(props: {
  title: string;
  verb: string;
  deed: Pick<Deed, "pending"> & Parameters<ReturnType<typeof useAttemptText>>[0];
  wide?: boolean;
  inTwo?: boolean;
  send(): Promise<boolean>;
  onEnd(): void;
  children: ReactNode;
}) {
  const attempt = useAttemptText();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await props.send()) props.onEnd();
  };
  return (
    <FormDialog
      title={props.title}
      verb={props.verb}
      busy={props.deed.pending}
      problem={attempt(props.deed)}
      onSubmit={(event) => void submit(event)}
      onClose={props.onEnd}
      wide={props.wide === true}
      inTwo={props.inTwo === true}
    >
      {props.children}
    </FormDialog>
  );
}
