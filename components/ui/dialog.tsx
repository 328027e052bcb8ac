"use client";

import { Modal } from "@heroui/react/modal";
import type { ReactNode } from "react";
import { cx } from "./cx";

/** A dialog over the page: named by its title, focus kept inside and given back, Esc backs out. */
export function Dialog(props: {
  title: string;
  open: boolean;
  onOpenChange(open: boolean): void;
  children: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
  role?: "dialog" | "alertdialog";
}) {
  return (
    <Modal.Backdrop className="hg-backdrop" isOpen={props.open} onOpenChange={props.onOpenChange} isDismissable>
      <Modal.Container className="hg-modal">
        <Modal.Dialog className={cx("hg-dialog", props.wide && "hg-wide-dialog")} role={props.role ?? "dialog"}>
          <header>
            <Modal.Heading>{props.title}</Modal.Heading>
          </header>
          <div className="hg-dialog-body">{props.children}</div>
          {props.footer ? <footer>{props.footer}</footer> : null}
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}

/** A panel of its own, without title bar: the palette, the drawer of a narrow screen. */
export function BareDialog(props: {
  label: string;
  open: boolean;
  onOpenChange(open: boolean): void;
  className: string;
  side?: boolean;
  children: ReactNode;
}) {
  return (
    <Modal.Backdrop
      className={cx("hg-backdrop", props.side && "hg-side")}
      isOpen={props.open}
      onOpenChange={props.onOpenChange}
      isDismissable
    >
      <Modal.Container className="hg-modal">
        <Modal.Dialog className={props.className} aria-label={props.label}>
          {props.children}
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  );
}
