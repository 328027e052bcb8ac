"use client";

import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { type ComponentProps, type MouseEvent, type ReactNode, useRef } from "react";
import { cx } from "./cx";
import { Icon } from "./icon";
import { KeyCap } from "./keys/key-cap";
import type { ActionKey } from "./keys/key-map";
import { useKey } from "./keys/key-provider";

export type ButtonVariant = "primary" | "quiet" | "negative" | "plain";

type Look = { variant?: ButtonVariant; small?: boolean; icon?: LucideIcon; shortcut?: ActionKey };

function classes({ variant = "quiet", small }: Look, className?: string): string {
  return cx("hg-button", variant !== "quiet" && `hg-${variant}`, small && "hg-sm", className);
}

function Content({ icon, shortcut, children }: Look & { children: ReactNode }) {
  return (
    <>
      {shortcut ? <KeyCap of={shortcut} /> : null}
      {icon ? <Icon of={icon} small /> : null}
      {children}
    </>
  );
}

/** What a button says, without the cap of its key. */
function saidBy(element: HTMLElement | null): string | undefined {
  const parts = [...(element?.childNodes ?? [])].filter(
    (node) => !(node instanceof Element && node.getAttribute("aria-hidden") === "true"),
  );
  return (
    parts
      .map((node) => node.textContent)
      .join("")
      .trim() || undefined
  );
}

/** What is under way is not done twice. */
const hold = (event: MouseEvent) => event.preventDefault();

/**
 * A button that says the verb and the thing. A `shortcut` prints its letter and presses it. One primary per place. While
 * it is busy it keeps the focus: a focus lost from a dialog would let its Esc leave the page beneath.
 */
export function Button(props: ComponentProps<"button"> & Look & { busy?: boolean }) {
  const { variant, small, icon, shortcut, busy, className, children, disabled, onClick, ref, ...rest } = props;
  const own = useRef<HTMLButtonElement>(null);
  const off = disabled === true || busy === true;
  useKey(shortcut, () => own.current?.click(), !off, { words: () => saidBy(own.current) });
  return (
    <button
      type="button"
      {...rest}
      ref={(element) => {
        own.current = element;
        if (typeof ref === "function") ref(element);
        else if (ref) ref.current = element;
      }}
      onClick={busy ? hold : onClick}
      disabled={disabled}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      className={classes({ variant, small }, className)}
    >
      <Content icon={icon} shortcut={shortcut}>
        {children}
      </Content>
    </button>
  );
}

/** A way to another page, drawn as a button. */
export function ButtonLink(props: ComponentProps<typeof Link> & Look) {
  const { variant, small, icon, shortcut, className, children, ...rest } = props;
  const own = useRef<HTMLAnchorElement>(null);
  useKey(shortcut, () => own.current?.click(), true, { words: () => saidBy(own.current) });
  return (
    <Link {...rest} ref={own} className={classes({ variant, small }, className)}>
      <Content icon={icon} shortcut={shortcut}>
        {children}
      </Content>
    </Link>
  );
}

/** A square button with an icon and a spoken name. */
export function IconButton(props: ComponentProps<"button"> & { icon: LucideIcon; label: string; small?: boolean }) {
  const { icon, label, small, className, ...rest } = props;
  return (
    <button type="button" title={label} aria-label={label} {...rest} className={cx("hg-icon-button", className)}>
      <Icon of={icon} small={small} />
    </button>
  );
}
