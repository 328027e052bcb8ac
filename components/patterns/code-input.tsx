"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";

const LENGTH = 6;
const CELLS = Array.from({ length: LENGTH }, (_, index) => index);

/** The six digits of a second factor: one real field, drawn as six cells. `onComplete` hears the sixth digit. */
export function CodeInput(props: {
  value: string;
  onChange(value: string): void;
  onComplete?: (value: string) => void;
  error?: string | null;
  label?: string;
  hideLabel?: boolean;
  autoFocus?: boolean;
  name?: string;
}) {
  const t = useTranslations("common");
  const [focused, setFocused] = useState(false);
  const id = useId();
  return (
    <span className="hg-code">
      <label htmlFor={id} className={props.hideLabel ? "hg-sr" : "hg-code-label"}>
        {props.label ?? t("stepUp.code")}
      </label>
      <span className="hg-otp" data-invalid={props.error ? "" : undefined}>
        <input
          id={id}
          name={props.name}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="[0-9]*"
          // biome-ignore lint/a11y/noAutofocus: asked for only where the code is the page's one question
          autoFocus={props.autoFocus}
          value={props.value}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={props.error ? `${id}-error` : undefined}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onChange={(event) => {
            const digits = event.target.value.replace(/\D/g, "").slice(0, LENGTH);
            props.onChange(digits);
            if (digits.length === LENGTH) props.onComplete?.(digits);
          }}
        />
        {CELLS.map((index) => (
          <i
            key={index}
            aria-hidden="true"
            className={focused && index === props.value.length ? "hg-current" : undefined}
          >
            {props.value[index] ?? ""}
          </i>
        ))}
      </span>
      {props.error ? (
        <span id={`${id}-error`} className="hg-error" role="alert">
          {props.error}
        </span>
      ) : null}
    </span>
  );
}
