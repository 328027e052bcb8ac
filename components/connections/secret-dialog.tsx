"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

/** Shows a secret, this once. */
export function SecretDialog(props: { title: string; help: string; secret: string; onClose(): void }) {
  const t = useTranslations("connections.keys");
  const [copied, setCopied] = useState(false);
  return (
    <Dialog title={props.title} open wide onOpenChange={(open) => (open ? undefined : props.onClose())}>
      <div className="hg-form">
        <p>{props.help}</p>
        <output className="hg-mono hg-input block h-auto break-all py-2" aria-label={props.title}>
          {props.secret}
        </output>
        <div className="hg-form-actions">
          <Button onClick={() => void navigator.clipboard.writeText(props.secret).then(() => setCopied(true))}>
            {copied ? t("copied") : t("copy")}
          </Button>
          <Button variant="primary" onClick={props.onClose}>
            {t("done")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
