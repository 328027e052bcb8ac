"use client";

import { Popover as HeroPopover } from "@heroui/react/popover";
import { type ReactNode, type RefObject, useRef, useState } from "react";

export type PopoverTrigger = {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly onClick: () => void;
  readonly "aria-expanded": boolean;
  readonly "aria-haspopup": "dialog";
};

/** What shows the working behind a mark. The trigger is a button; Esc or a press outside closes, focus goes back. */
export function Popover(props: {
  label: string;
  trigger(button: PopoverTrigger): ReactNode;
  children: ReactNode | ((close: () => void) => ReactNode);
  placement?: "bottom" | "bottom start" | "bottom end" | "top";
}) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  return (
    <>
      {props.trigger({
        ref: anchor,
        onClick: () => setOpen((was) => !was),
        "aria-expanded": open,
        "aria-haspopup": "dialog",
      })}
      <HeroPopover.Content
        className="hg-pop"
        triggerRef={anchor}
        isOpen={open}
        onOpenChange={setOpen}
        placement={props.placement ?? "bottom end"}
        offset={6}
      >
        <HeroPopover.Dialog aria-label={props.label}>
          {typeof props.children === "function" ? props.children(close) : props.children}
        </HeroPopover.Dialog>
      </HeroPopover.Content>
    </>
  );
}
