"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
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
  /** For a form beside what it makes. */
  wide?: boolean;
  /** Short fields stand two in a line; lists to tick and several lines of words take a whole one. */
  inTwo?: boolean;
  children: ReactNode;
}) {
  const t = useTranslations("common");
  const form = useRef<HTMLFormElement>(null);
  useKey("submit", () => form.current?.requestSubmit(), !props.busy, { words: () => props.verb });
  return (
    <Dialog
      title={props.title}
      open
      wide={props.wide === true}
      onOpenChange={(open) => (open ? undefined : props.onClose())}
    >
      <form
        ref={form}
        className={cx("hg-form", props.inTwo && "hg-form-two")}
        onSubmit={props.onSubmit}
        aria-label={props.title}
        noValidate
      >
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
