"use client";

import { useEffect, useRef } from "react";

/** The digit a key press means, from the row of digits or the number pad; undefined for every other. */
export function digitOf(press: {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}): number | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey) return undefined;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(press.code)?.[1];
  return digit ? Number(digit) : undefined;
}

const TYPING = 'input:not([type="checkbox"], [type="radio"]), textarea, select';

/** Hears digits while the component is on screen, dialogs included; not while somebody types. */
export function useDigits(onDigit: (digit: number) => void, enabled = true): void {
  const latest = useRef(onDigit);
  useEffect(() => {
    latest.current = onDigit;
  });
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      if (event.repeat || event.isComposing) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) return;
      const digit = digitOf(event);
      if (digit === undefined) return;
      event.preventDefault();
      latest.current(digit);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [enabled]);
}
