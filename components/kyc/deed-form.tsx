"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyCap } from "@/components/ui/keys/key-cap";
import { useKey } from "@/components/ui/keys/key-provider";
import { useAttemptText } from "@/lib/refusal-text";
import { pickerKeys } from "./reason-picker";
import type { Bench } from "./use-bench";

/** A deed that asks something first: digits choose, Enter or Ctrl+Enter sends, Esc backs out; the refusal in its place. */
export function DeedForm(props: {
  title: string;
  verb: string;
  negative?: boolean;
  bench: Bench;
  /** What is missing before it can go, in words; null when nothing is. */
  missing: string | null;
  onSubmit(): void;
  children: ReactNode;
}) {
  const t = useTranslations("common");
  const attempt = useAttemptText();
  const form = useRef<HTMLFormElement>(null);
  const { bench } = props;
  const close = () => {
    bench.reset();
    bench.setAsking(null);
  };
  useKey("submit", () => form.current?.requestSubmit(), props.missing === null, { words: () => props.verb });
  const problem = bench.told ? attempt(bench.told) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (props.missing === null && !bench.pending) props.onSubmit();
  };
  return (
    <Dialog title={props.title} open wide onOpenChange={(open) => (open ? undefined : close())}>
      <form ref={form} className="hg-form" onSubmit={submit} onKeyDown={pickerKeys}>
        {props.children}
        {problem ? (
          <p className="hg-error" role="alert">
            {problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          {props.missing ? <span className="hg-small hg-ink-3 mr-auto self-center">{props.missing}</span> : null}
          <Button onClick={close}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant={props.negative ? "negative" : "primary"}
            busy={bench.pending}
            disabled={props.missing !== null}
          >
            {props.verb} <KeyCap of="submit" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Some lines about it, for colleagues; never told to the customer. */
export function NoteField(props: { value: string; onChange(value: string): void; required?: boolean }) {
  const t = useTranslations("kyc.page.note");
  return (
    <label className="hg-control">
      <span>{t(props.required ? "grounds" : "label")}</span>
      <textarea
        className="hg-input hg-textarea"
        rows={2}
        maxLength={2000}
        value={props.value}
        required={props.required}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <span className="hg-hint">{t("hint")}</span>
    </label>
  );
}
