"use client";

import { useTranslations } from "next-intl";
import type { z } from "zod";
import { ROLE_NAMES, ROLES, type Role } from "@/domain/identity/roles";
import { outcomeOf } from "@/domain/notifications/codes";
import type { noticeRow } from "@/domain/notifications/schema";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";

export type NoticeRow = z.output<typeof noticeRow>;

/** What a notice says: its kind, and its particulars; the neutral line for what is not the reader's to see. */
export function useNoticeWords(): (row: NoticeRow) => { title: string; particulars: string } {
  const t = useTranslations("notifications");
  const format = useFormat();
  const words = useBilingual();
  const day = (value: string) => (value.length === 10 ? value : format.dateTime(value as Instant));
  return ({ kind, visible, params }) => {
    if (!visible) return { title: t(`kinds.${kind}`), particulars: t("page.neutral") };
    const role = ROLE_NAMES.includes(params.role as Role) ? words(ROLES[params.role as Role]) : "";
    const parts = [
      params.number ?? "",
      params.outcome ? t(`facts.outcomes.${outcomeOf(params.outcome)}`) : "",
      role,
      params.count === undefined ? "" : t("facts.count", { count: params.count }),
      params.due ? t("facts.due", { due: day(params.due) }) : "",
      params.until ? t("facts.until", { until: day(params.until) }) : "",
    ];
    return { title: t(`kinds.${kind}`), particulars: parts.filter((part) => part !== "").join(t("facts.and")) };
  };
}
