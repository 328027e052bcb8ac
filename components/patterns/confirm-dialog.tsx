"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Asks once more, naming the verb and the thing. The safe way out comes first and has the focus. */
export function ConfirmDialog(props: {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  children: ReactNode;
  confirmLabel: string;
  dangerous?: boolean;
  onConfirm(): void | Promise<void>;
}) {
  const t = useTranslations("common");
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    try {
      await props.onConfirm();
      props.onOpenChange(false);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      role="alertdialog"
      title={props.title}
      open={props.open}
      onOpenChange={props.onOpenChange}
      footer={
        <>
          <Button autoFocus onClick={() => props.onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button variant={props.dangerous ? "negative" : "primary"} busy={busy} onClick={() => void confirm()}>
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
