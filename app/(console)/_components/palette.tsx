"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { PaletteHit, PaletteSearch, PaletteVerb } from "@/components/frame/command-palette";
import type { Permission } from "@/domain/permissions";
import { itemHref } from "@/lib/item-href";
import { applyTheme, currentTheme } from "@/lib/theme/theme";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { MaskedName } from "./customer-name";

/** People, accounts and items by one whole text, for those who may see customers; nothing for others. */
export function usePaletteSearch(): PaletteSearch {
  const client = useTRPCClient();
  const can = useCan();
  const t = useTranslations("worklist");
  const allowed = can("customers.read");
  return useCallback(
    async (text, signal) => {
      if (!allowed) return [];
      const found = await client.customers.search.query({ text }, { signal });
      const people = found.people.map(
        (person): PaletteHit => ({
          id: person.id,
          group: "customers",
          title: person.name ? <MaskedName name={person.name} /> : person.number,
          detail: person.number,
          href: `/customers/${person.id}`,
        }),
      );
      const accounts = found.accounts.map(
        (account): PaletteHit => ({
          id: account.id,
          group: "accounts",
          title: account.number,
          detail: account.customer.number,
          href: `/accounts/${account.id}`,
        }),
      );
      const items = found.items.flatMap((item): PaletteHit[] => {
        const href = itemHref(item.subjectType, item.subjectId);
        const kind = t.has(`kinds.${item.kind as "approval"}`) ? t(`kinds.${item.kind as "approval"}`) : undefined;
        return href
          ? [{ id: `${item.kind} ${item.subjectId}`, group: "items", title: item.number, detail: kind, href }]
          : [];
      });
      return [...people, ...accounts, ...items];
    },
    [allowed, client, t],
  );
}

type VerbId = keyof typeof VERBS;

const VERBS = {
  dueToday: { permission: "worklist.read", href: "/worklist?state=open&standing=today" },
  late: { permission: "worklist.read", href: "/worklist?state=open&standing=late" },
  importFile: { permission: "ingestion.import", href: "/ingestion" },
  exportLargeValue: { permission: "reports.large-value.export", href: "/reports/large-value" },
  exportAudit: { permission: "audit.export", href: "/audit" },
} as const satisfies Record<string, { permission: Permission; href: string }>;

/** What can be done from anywhere, within the reader's rights; each is found in both languages. */
export function usePaletteVerbs(signOut: () => void): readonly PaletteVerb[] {
  const t = useTranslations();
  const can = useCan();
  const going = (Object.keys(VERBS) as VerbId[])
    .filter((id) => can(VERBS[id].permission))
    .map((id) => ({
      id,
      label: t(`overview.verbs.${id}`),
      keywords: t(`overview.verbWords.${id}`).split(" "),
      href: VERBS[id].href,
    }));
  return [
    ...going,
    { id: "account", label: t("frame.me.account"), keywords: ["account", "totp"], href: "/identity/account" },
    {
      id: "theme",
      label: t("frame.theme"),
      keywords: ["theme", "dark"],
      run: () => applyTheme(currentTheme() === "dark" ? "light" : "dark"),
    },
    { id: "sign-out", label: t("frame.me.signOut"), keywords: ["sign out", "log out"], run: signOut },
  ];
}
