"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Flag } from "@/components/patterns/status";
import { cx } from "@/components/ui/cx";

export type Option<T extends string> = { readonly value: T; readonly label: string; readonly suggested?: boolean };

const TYPING = "textarea, select, input:not([type=radio], [type=checkbox])";

/** The digit of a place in a list of at most ten: 1 to 9, then 0. */
function digitOf(at: number): string {
  return at < 9 ? String(at + 1) : "0";
}

/**
 * A list to choose from by digit, arrows or pointer: one (`many` absent) or several. The first suggested option, or the
 * first, has the focus. Digits are heard anywhere inside the element that `pickerKeys` stands on, except while typing.
 */
export function ReasonPicker<T extends string>(props: {
  label: string;
  options: readonly Option<T>[];
  chosen: readonly T[];
  onChange(chosen: readonly T[]): void;
  many?: boolean;
}) {
  const t = useTranslations("kyc.page.reasons");
  const { options, chosen, many } = props;
  const list = useRef<HTMLFieldSetElement>(null);
  const first = Math.max(
    0,
    options.findIndex(({ suggested }) => suggested === true),
  );
  useEffect(() => {
    list.current?.querySelectorAll<HTMLInputElement>("input")[first]?.focus();
  }, [first]);
  const pick = (value: T) => {
    if (!many) return props.onChange([value]);
    props.onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  return (
    <fieldset ref={list} className="hg-control">
      <legend>{props.label}</legend>
      <div className="hg-picker">
        {options.map((option, at) => (
          <label key={option.value} className={cx("hg-pick-line", chosen.includes(option.value) && "hg-on")}>
            <input
              type={many ? "checkbox" : "radio"}
              name="picked"
              data-digit={digitOf(at)}
              checked={chosen.includes(option.value)}
              onChange={() => pick(option.value)}
            />
            <span className="hg-digit" aria-hidden="true">
              {digitOf(at)}
            </span>
            <span>{option.label}</span>
            {option.suggested ? <Flag>{t("suggested")}</Flag> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Lets digits press the options of the picker inside; for the `onKeyDown` of the form around it. */
export function pickerKeys(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
  if (event.target instanceof Element && event.target.matches(TYPING)) return;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit === undefined) return;
  const input = event.currentTarget.querySelector<HTMLInputElement>(`input[data-digit="${digit}"]`);
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.click();
}
