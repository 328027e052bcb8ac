"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";

export type ShownLink = { readonly path: string; readonly expiresAt: string; readonly mailed: boolean };

/** A link that is shown once, to be handed over: closed, it is gone. */
export function LinkShown({ link, onClose }: { link: ShownLink; onClose(): void }) {
  const t = useTranslations("people.desk");
  const format = useFormat();
  const [copied, setCopied] = useState(false);
  const address = `${window.location.origin}${link.path}`;
  return (
    <Dialog title={t("linkTitle")} open onOpenChange={(open) => (open ? undefined : onClose())} wide>
      <div className="hg-form">
        <p>{t("linkText", { until: format.dateTime(link.expiresAt as Instant) })}</p>
        <label className="hg-control">
          <span>{t("link")}</span>
          <input className="hg-input hg-mono" readOnly value={address} onFocus={(event) => event.target.select()} />
        </label>
        {link.mailed ? <p className="hg-hint">{t("linkMailed")}</p> : null}
        <div className="hg-form-actions">
          <Button onClick={() => void navigator.clipboard?.writeText(address).then(() => setCopied(true))}>
            {copied ? t("copied") : t("copy")}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t("done")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
