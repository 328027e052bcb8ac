"use client";

import { useTranslations } from "next-intl";
import type { FormEvent, ReactNode } from "react";
import { type Control, useFormState, useWatch } from "react-hook-form";
import { momentOf } from "@/components/patterns/fields/moment-field";
import { SectionHead } from "@/components/patterns/headers";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import type { AccountControls } from "./measure";
import { PreviewPanel } from "./preview-panel";
import { type CommonForm, RestrictionFields } from "./restriction-fields";
import { useOpenForm, type useTypedRestriction } from "./use-restriction";

/** The form of a restriction on either road: its head, its own first field, the common ones, and what it would do. */
export function RestrictionFrame(props: {
  title: string;
  /** Said above the fields, where the road needs a warning. */
  warning?: ReactNode;
  first: ReactNode;
  noteHelp: string;
  submitLabel: string;
  atOnce?: boolean;
  problem: string | null;
  busy: boolean;
  blocked: boolean;
  control: Control<CommonForm>;
  controls: AccountControls;
  typed: ReturnType<typeof useTypedRestriction>;
  now: Instant;
  onSubmit(event: FormEvent<HTMLFormElement>): void;
  onClose(): void;
}) {
  const t = useTranslations("controls.page.propose");
  const form = useOpenForm();
  const { control, controls, typed } = props;
  const [expiresAt, reviewOn] = useWatch({ control, name: ["expiresAt", "reviewOn"] });
  const { isSubmitting } = useFormState({ control });
  return (
    <>
      <SectionHead
        title={props.title}
        aside={
          <Button small variant="plain" onClick={props.onClose}>
            {t("close")}
          </Button>
        }
      />
      {props.warning}
      <form
        ref={form}
        className="hg-form px-(--gutter) pt-1 pb-3"
        onSubmit={props.onSubmit}
        aria-label={props.title}
        noValidate
      >
        {props.first}
        <RestrictionFields control={control} controls={controls} now={props.now} noteHelp={props.noteHelp} />
        {props.problem ? (
          <p className="hg-error" role="alert">
            {props.problem}
          </p>
        ) : null}
        <div className="hg-form-actions">
          <Button
            type="submit"
            variant="primary"
            shortcut="submit"
            busy={props.busy || isSubmitting}
            disabled={props.blocked}
          >
            {props.submitLabel}
          </Button>
        </div>
      </form>
      {typed.change ? (
        <PreviewPanel
          state={typed.state}
          live={typed.live}
          change={typed.change}
          currency={controls.account.currency}
          ends={{ expiresAt: momentOf(expiresAt), reviewOn }}
          openItems={controls.openItems}
          {...(props.atOnce ? { atOnce: true } : {})}
        />
      ) : (
        <p className="hg-small hg-ink-3 px-(--gutter) pb-3">{t("reachFirst")}</p>
      )}
    </>
  );
}
