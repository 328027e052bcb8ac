"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyCap } from "@/components/ui/keys/key-cap";
import { useKey } from "@/components/ui/keys/key-provider";

/** A form over the page with one verb: Ctrl+Enter sends, Esc backs out; a refusal is said in its place. */
export function FormDialog(props: {
  title: string;
  verb: string;
  busy: boolean;
  problem: string | null;
  onSubmit(event: FormEvent<HTMLFormElement>): void;
  onClose(): void;
  children: ReactNode;
}) {
  const t = useTranslations("common");
  const form = useRef<HTMLFormElement>(null);
  useKey("submit", () => form.current?.requestSubmit(), !props.busy, { words: () => props.verb });
  return (
    <Dialog title={props.title} open onOpenChange={(open) => (open ? undefined : props.onClose())}>
      <form ref={form} className="hg-form" onSubmit={props.onSubmit} aria-label={props.title} noValidate>
        {props.children}
        {props.problem ? (
          <p className="hg-error" role="alert">
            {props.problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          <Button onClick={props.onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="primary" busy={props.busy}>
            {props.verb} <KeyCap of="submit" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
