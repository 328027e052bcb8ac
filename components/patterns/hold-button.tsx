"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { cx } from "@/components/ui/cx";

/** How long the press must last, in milliseconds. */
const HOLD_MS = 1000;

/**
 * A verb that must be held for a second: the bar fills, release or Esc cancels. With pointer, Enter or Space alike.
 * List what will happen above it; `hint` says that it is to be held.
 */
export function HoldButton(props: { children: ReactNode; hint: string; onHeld(): void; disabled?: boolean }) {
  const [holding, setHolding] = useState(false);
  const held = useRef(props.onHeld);
  useEffect(() => {
    held.current = props.onHeld;
  });
  useEffect(() => {
    if (!holding) return;
    const timer = setTimeout(() => {
      setHolding(false);
      held.current();
    }, HOLD_MS);
    return () => clearTimeout(timer);
  }, [holding]);
  const start = () => !props.disabled && setHolding(true);
  const stop = () => setHolding(false);
  const isPressKey = (key: string) => key === "Enter" || key === " ";
  return (
    <button
      type="button"
      disabled={props.disabled}
      title={props.hint}
      className={cx("hg-button hg-hold", holding && "hg-holding")}
      onPointerDown={(event) => event.button === 0 && start()}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onBlur={stop}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === "Escape" && holding) {
          event.preventDefault();
          stop();
        }
        if (!isPressKey(event.key)) return;
        event.preventDefault();
        if (!event.repeat) start();
      }}
      onKeyUp={(event) => isPressKey(event.key) && stop()}
    >
      <span>{props.children}</span>
      <small>{props.hint}</small>
    </button>
  );
}
