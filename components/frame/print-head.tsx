"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useNow } from "@/lib/use-now";
import type { Me } from "./me-menu";
import { currentEntry } from "./navigation";
import { useTrail } from "./page-path";

/** On paper only, above every page: what it shows, who printed it and when. Filters stand as chips over their list. */
export function PrintHead({ institution, me, now }: { institution: string; me: Me; now: Instant | null }) {
  const t = useTranslations("frame");
  const format = useFormat();
  const entry = currentEntry(usePathname());
  const trail = useTrail();
  const moment = useNow() ?? now;
  return (
    <div className="hg-print-only hg-print-head">
      <b>
        {t("brand")} {institution}
      </b>
      <span>
        {[...(entry ? [t(`nav.${entry.id}`)] : []), ...trail.map(({ label }) => label)].map((label, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the path
          <span key={at}>
            {at > 0 ? " / " : null}
            {label}
          </span>
        ))}
      </span>
      <span>{t("printedBy", { name: me.name, role: me.role, at: moment ? format.dateTime(moment) : "" })}</span>
    </div>
  );
}
