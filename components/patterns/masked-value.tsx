"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Popover } from "@/components/ui/popover";

/** A value in runs: a text shows, a number is a tape over that many characters. */
export type MaskedRun = string | { readonly hidden: number; readonly han?: boolean };

/** The tape. Its length tells how much it covers, no more. */
export function Tape({ hidden, han }: { hidden: number; han?: boolean }) {
  const t = useTranslations("common");
  return (
    <span className={han ? "hg-mask hg-han" : "hg-mask"} style={han ? undefined : { width: `${hidden * 0.5}em` }}>
      <span className="hg-sr">{t("masked.hidden", { count: hidden })}</span>
    </span>
  );
}

/** A masked value, without the right to open it. */
export function MaskedValue({ runs }: { runs: readonly MaskedRun[] }) {
  return (
    <span className="hg-masked">
      {runs.map((run, index) =>
        typeof run === "string" ? (
          run
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: a run is its place in the value
          <Tape key={`${index}-${run.hidden}`} hidden={run.hidden} han={run.han} />
        ),
      )}
    </span>
  );
}

export type RevealResult =
  | { readonly ok: true; readonly value: string; readonly count: number }
  | { readonly ok: false; readonly message: string };

/**
 * A masked value with the right to open it: asks a reason, then shows the value until the page is left, and how often
 * it was opened; on paper it stays masked. `onReveal` runs the audited command; its refusal is shown where the reason is asked.
 */
export function Reveal(props: {
  label: string;
  runs: readonly MaskedRun[];
  reasons: readonly { value: string; label: string }[];
  /** The reason alone does not do: a note says more. */
  noteRequired?: boolean;
  onReveal(input: { reason: string; note: string }): Promise<RevealResult>;
}) {
  const t = useTranslations("common");
  const [shown, setShown] = useState<{ value: string; count: number } | null>(null);
  const name = t("masked.reveal", { what: props.label });
  if (shown) {
    return (
      <span className="hg-masked hg-revealed">
        <span className="hg-screen-only">{shown.value}</span>
        <span className="hg-print-only">
          <MaskedValue runs={props.runs} />
        </span>
        <span className="hg-reveal-count">
          <button type="button" className="hg-text-link" onClick={() => setShown(null)}>
            {t("masked.cover")}
          </button>
          {t("masked.count", { count: shown.count })}
        </span>
      </span>
    );
  }
  return (
    <span className="hg-masked">
      <MaskedValue runs={props.runs} />
      <Popover
        label={name}
        trigger={(button) => (
          <button type="button" className="hg-reveal" aria-label={name} title={name} {...button}>
            <Icon of={Eye} small />
          </button>
        )}
      >
        {(close) => (
          <RevealForm
            {...props}
            title={name}
            onDone={(result) => {
              setShown(result);
              close();
            }}
          />
        )}
      </Popover>
    </span>
  );
}

function RevealForm(props: {
  title: string;
  reasons: readonly { value: string; label: string }[];
  noteRequired?: boolean;
  onReveal(input: { reason: string; note: string }): Promise<RevealResult>;
  onDone(result: { value: string; count: number }): void;
}) {
  const t = useTranslations("common");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      const result = await props.onReveal({
        reason: String(data.get("reason") ?? ""),
        note: String(data.get("note") ?? "").trim(),
      });
      if (result.ok) props.onDone(result);
      else setError(result.message);
    } catch {
      setError(t("error.unexpected"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} className="hg-form hg-form-tight">
      <div className="hg-pop-head">
        <span>{props.title}</span>
      </div>
      <label className="hg-control">
        <span>{t("masked.reason")}</span>
        <select name="reason" className="hg-input" required defaultValue="">
          <option value="" disabled>
            {t("form.choose")}
          </option>
          {props.reasons.map((reason) => (
            <option key={reason.value} value={reason.value}>
              {reason.label}
            </option>
          ))}
        </select>
      </label>
      <label className="hg-control">
        <span>{t(props.noteRequired ? "masked.noteNeeded" : "masked.note")}</span>
        <input name="note" className="hg-input" maxLength={200} autoComplete="off" required={props.noteRequired} />
      </label>
      <p className="hg-hint">{t("masked.audited")}</p>
      {error ? (
        <p className="hg-error" role="alert">
          {error}
        </p>
      ) : null}
      <div className="hg-form-actions">
        <Button type="submit" small variant="primary" busy={busy}>
          {t("masked.show")}
        </Button>
      </div>
    </form>
  );
}
