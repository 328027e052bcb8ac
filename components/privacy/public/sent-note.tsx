"use client";

import { Check, Copy } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

/** That it came, and the code: shown here once and nowhere again. */
export function SentNote({ code }: { code: string }) {
  const t = useTranslations("privacy.publicForm.sent");
  const head = useRef<HTMLHeadingElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => head.current?.focus(), []);
  return (
    <section className="hg-public-form" aria-label={t("title")}>
      <h1 ref={head} tabIndex={-1}>
        {t("title")}
      </h1>
      <p className="hg-ink-2">{t("text")}</p>
      <div className="hg-public-code">
        <span className="hg-ink-2">{t("code")}</span>
        <output className="hg-mono">{code}</output>
        <Button
          icon={copied ? Check : Copy}
          onClick={() => void navigator.clipboard.writeText(code).then(() => setCopied(true))}
        >
          {t(copied ? "copied" : "copy")}
        </Button>
      </div>
      <p>
        <b>{t("once")}</b>
      </p>
      <p className="hg-ink-2">{t("next")}</p>
      <p>
        <Link className="hg-text-link" href="/privacy-request/status">
          {t("status")}
        </Link>
      </p>
    </section>
  );
}
