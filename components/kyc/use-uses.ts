"use client";

import { useTranslations } from "next-intl";
import type { BalanceUse } from "@/domain/limits/class-caps";

/** Tells what a balance may pay for in one phrase. */
export function useUses(): (uses: readonly BalanceUse[]) => string {
  const t = useTranslations("kyc.uses");
  const page = useTranslations("kyc.page.customer");
  return (uses) => uses.map((use) => t(use)).join(page("between"));
}
