"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { PaletteHit, PaletteSearch, PaletteVerb } from "@/components/frame/command-palette";
import type { Permission } from "@/domain/permissions";
import { itemHref } from "@/lib/item-href";
import { applyTheme, currentTheme } from "@/lib/theme/theme";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { MaskedName } from "./customer-name";

/** "freeze 6200…" looks for the number; a verb alone stays what was typed. */
function withoutVerb(typed: string, verbs: readonly string[]): string {
  const [first = "", ...rest] = typed.trim().split(/\s+/);
  return rest.length > 0 && verbs.includes(first.toLowerCase()) ? rest.join(" ") : typed;
}

/** People, accounts and items by one whole text, for those who may see customers; nothing for others. */
export function usePaletteSearch(): PaletteSearch {
  const client = useTRPCClient();
  const can = useCan();
  const t = useTranslations("worklist");
  const frame = useTranslations("frame.palette");
  const words = useTranslations("overview.verbWords");
  const allowed = can("customers.read");
  const restricts = can("controls.request");
  return useCallback(
    async (typed, signal) => {
      if (!allowed) return [];
      const text = withoutVerb(typed, words("restrict").split(" "));
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
          ...(restricts && {
            verb: {
              id: `restrict ${account.id}`,
              label: frame("onAccount", { number: account.number }),
              href: `/accounts/${account.id}?do=restrict`,
            },
          }),
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
    [allowed, restricts, client, t, frame, words],
  );
}

type VerbId = keyof typeof VERBS;

const VERBS = {
  dueToday: { permission: "worklist.read", href: "/worklist?state=open&standing=today" },
  late: { permission: "worklist.read", href: "/worklist?state=open&standing=late" },
  importFile: { permission: "ingestion.import", href: "/ingestion" },
  exportLargeValue: { permission: "reports.large-value.export", href: "/reports/large-value?do=export" },
  reverifications: { permission: "reverification.read", href: "/reverification?state=at-desk" },
  leave: { permission: "duty.self", href: "/duty?do=absence" },
  privacyRequest: { permission: "privacy.register", href: "/privacy/new" },
  incident: { permission: "incidents.register", href: "/incidents?do=register" },
  invite: { permission: "people.manage", href: "/people?do=invite" },
  exportAudit: { permission: "audit.export", href: "/audit" },
} as const satisfies Record<string, { permission: Permission; href: string }>;

/** What can be done from anywhere, within the reader's rights; each is found in both languages. */
export function usePaletteVerbs(signOut: () => void): readonly PaletteVerb[] {
  const t = useTranslations();
  const can = useCan();
  const router = useRouter();
  const queryClient = useQueryClient();
  const client = useTRPCClient();
  const take = useCommand(client.worklist.takeNext.mutate);
  const takeCheck = async () => {
    const answer = await take.run({ kind: "kyc-submission" });
    router.push(answer?.ok ? `/kyc/${answer.result.subjectId}?pull=true` : "/kyc");
  };
  const verb = (id: "takeNext" | "takeCheck" | "reload" | "print", run: () => void): PaletteVerb => ({
    id,
    label: t(`overview.verbs.${id}`),
    keywords: t(`overview.verbWords.${id}`).split(" "),
    run,
  });
  const takeNext = async () => {
    const answer = await take.run({});
    router.push(answer?.ok ? `/worklist?item=${answer.result.itemId}&pull=true` : "/worklist");
  };
  const going = (Object.keys(VERBS) as VerbId[])
    .filter((id) => can(VERBS[id].permission))
    .map((id) => ({
      id,
      label: t(`overview.verbs.${id}`),
      keywords: t(`overview.verbWords.${id}`).split(" "),
      href: VERBS[id].href,
    }));
  return [
    ...(can("worklist.work") ? [verb("takeNext", () => void takeNext())] : []),
    ...(can("worklist.work") && can("kyc.decide") ? [verb("takeCheck", () => void takeCheck())] : []),
    ...going,
    verb("reload", () => void queryClient.invalidateQueries()),
    verb("print", () => requestAnimationFrame(() => window.print())),
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
