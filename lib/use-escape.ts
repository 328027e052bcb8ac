"use client";

import { useEffect, useRef } from "react";

const TAKES_ESCAPE = '[role="dialog"], [role="alertdialog"], [role="listbox"], [role="menu"], input, select, textarea';

/** Esc backs out, unless something in front, or a field being typed in, takes the key. */
export function useEscape(enabled: boolean, back: () => void): void {
  const latest = useRef(back);
  useEffect(() => {
    latest.current = back;
  });
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.key !== "Escape" || event.defaultPrevented || target?.closest(TAKES_ESCAPE)) return;
      latest.current();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [enabled]);
}
