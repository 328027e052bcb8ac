"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useRef, useState } from "react";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/keys/key-cap";
import type { ActionKey } from "@/components/ui/keys/key-map";
import { useKey } from "@/components/ui/keys/key-provider";
import { CodeInput } from "./code-input";

/** What the foot hands to a verb: the coded choice, the reason as typed (trimmed), the six digits; empty when not asked. */
export type FootInput = { readonly choice: string; readonly reason: string; readonly code: string };

type Missing = "choice" | "reason" | "code";

export type FootAction = {
  id: string;
  label: string;
  shortcut?: ActionKey;
  variant?: ButtonVariant;
  /** Why it cannot be pressed now; said beside the bar and on the button. */
  blocked?: string;
  /** This verb needs a coded choice, a reason, or the second factor, before it goes. */
  needsChoice?: boolean;
  needsReason?: boolean;
  needsCode?: boolean;
  run(input: FootInput): void | Promise<void>;
};

/**
 * The one action bar of an item, pinned at its foot. Reason and step-up live in it; the first action is the primary
 * one and hears Ctrl+Enter. `error` is the server's refusal in words.
 */
export function ActionFoot(props: {
  actions: readonly FootAction[];
  choice?: { label: string; options: readonly { value: string; label: string }[] };
  reason?: { label: string; placeholder?: string; maxLength?: number };
  stepUp?: boolean;
  /** A better way than a code, shown before it. */
  stepUpAside?: ReactNode;
  error?: string | null;
  note?: ReactNode;
}) {
  const t = useTranslations("common");
  const id = useId();
  const [reason, setReason] = useState("");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  const [choice, setChoice] = useState("");
  const [missing, setMissing] = useState<Missing | null>(null);
  const bar = useRef<HTMLElement>(null);
  const [primary, ...others] = props.actions;

  const run = async (action: FootAction) => {
    if (busy !== null || action.blocked) return;
    const lacks = lacking(action, { choice, reason: reason.trim(), code });
    setMissing(lacks);
    if (lacks) return bar.current?.querySelector<HTMLElement>(`[data-part="${lacks}"] :is(input, select)`)?.focus();
    setBusy(action.id);
    try {
      await action.run({ choice, reason: reason.trim(), code });
    } finally {
      setBusy(null);
      setCode("");
    }
  };
  // What only leads elsewhere is no verb to submit.
  const submits = primary !== undefined && primary.variant !== "quiet";
  useKey("submit", () => primary && void run(primary), submits && !primary.blocked, {
    words: () => primary?.label,
  });

  const button = (action: FootAction, variant: ButtonVariant) => (
    <Button
      key={action.id}
      variant={variant}
      shortcut={action.shortcut}
      disabled={action.blocked !== undefined}
      title={action.blocked}
      busy={busy === action.id}
      onClick={() => void run(action)}
    >
      {action.label}
    </Button>
  );
  const problem = missing ? t(`foot.${missing}Missing`) : props.error;
  return (
    <section ref={bar} className="hg-foot" aria-label={t("foot.label")}>
      {problem ? (
        <p className="hg-foot-error" role="alert">
          {problem}
        </p>
      ) : null}
      {props.choice ? (
        <span data-part="choice">
          <select
            className="hg-input hg-foot-choice"
            aria-label={props.choice.label}
            value={choice}
            aria-invalid={missing === "choice" || undefined}
            onChange={(event) => setChoice(event.target.value)}
          >
            <option value="">{props.choice.label}</option>
            {props.choice.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </span>
      ) : null}
      {props.reason ? (
        <span data-part="reason" className="hg-foot-part">
          <label htmlFor={`${id}-reason`} className="hg-sr">
            {props.reason.label}
          </label>
          <input
            id={`${id}-reason`}
            className="hg-input hg-foot-reason"
            value={reason}
            maxLength={props.reason.maxLength ?? 500}
            placeholder={props.reason.placeholder ?? props.reason.label}
            aria-invalid={missing === "reason" || undefined}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </span>
      ) : null}
      {props.stepUp ? (
        <>
          {props.reason ? <span className="hg-sep" /> : null}
          <span data-part="code" className="hg-foot-part">
            {props.stepUpAside}
            <CodeInput value={code} onChange={setCode} />
          </span>
        </>
      ) : null}
      {primary ? button(primary, primary.variant ?? "primary") : null}
      {primary && others.length > 0 ? <span className="hg-sep" /> : null}
      {others.map((action) => button(action, action.variant ?? "quiet"))}
      {props.note ? <span className="hg-small hg-ink-3 hg-clip">{props.note}</span> : null}
      <span className="hg-grow" />
      {submits ? (
        <span className="hg-keys hg-wide">
          <span>
            <KeyCap of="submit" /> {t("foot.submit")}
          </span>
        </span>
      ) : null}
    </section>
  );
}

/** The first thing a verb needs and has not been given. */
function lacking(action: FootAction, given: FootInput): Missing | null {
  if (action.needsChoice && given.choice === "") return "choice";
  if (action.needsReason && given.reason === "") return "reason";
  return action.needsCode && given.code.length !== 6 ? "code" : null;
}
