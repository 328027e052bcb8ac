"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useCan } from "@/lib/use-can";
import { CLOSURES_PATH, requestHref } from "./paths";

/** From an account to its closing: asking for it while it is open, what was done once it is not. Nothing for who may not. */
export function CloseAccountLink({ accountId, open }: { accountId: string; open: boolean }) {
  const t = useTranslations("closures.page");
  const can = useCan();
  if (open && can("closures.request"))
    return (
      <Link className="hg-text-link" href={requestHref(accountId)}>
        {t("request.title")}
      </Link>
    );
  if (open || !can("closures.read")) return null;
  return (
    <Link className="hg-text-link" href={`${CLOSURES_PATH}?state=closed&account=${accountId}`}>
      {t("title")}
    </Link>
  );
}
