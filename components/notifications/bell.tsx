"use client";

import { Bell as BellIcon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { useFormat } from "@/lib/format/use-format";

const MOST = 99;

/** The way to one's notifications, with how many are unread. */
export function Bell({ unread }: { unread: number }) {
  const t = useTranslations("notifications");
  const format = useFormat();
  return (
    <Link className="hg-top-link" href="/notifications" aria-label={t("bell", { count: unread })} title={t("title")}>
      <Icon of={BellIcon} small />
      {unread > 0 ? <b aria-hidden="true">{format.capped(Math.min(unread, MOST), unread > MOST)}</b> : null}
    </Link>
  );
}
