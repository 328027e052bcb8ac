"use client";

import { useQuery } from "@tanstack/react-query";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ConsoleFrame } from "@/components/frame/console-frame";
import type { NavCount } from "@/components/frame/navigation";
import type { CoreState } from "@/components/frame/rail";
import type { Instant } from "@/domain/shared/time";
import type { WorkItemKind } from "@/domain/worklist/model";
import { useBilingual } from "@/lib/bilingual";
import { signInAddress } from "@/lib/sign-in-address";
import { useTRPC } from "@/lib/trpc/client";
import { useCan, useMe } from "@/lib/use-can";
import { useAttendedRefresh } from "./attended-refresh";
import { useCalendarNote } from "./calendar-note";
import { usePaletteSearch, usePaletteVerbs } from "./palette";

const PLACE_OF_KIND: Readonly<Partial<Record<WorkItemKind, string>>> = {
  approval: "approvals",
  "large-value": "reports",
  "core-failure": "controls",
  "core-difference": "controls",
  "measure-review": "controls",
  "list-hit": "screening",
  "control-missed": "completeness",
  "completeness-difference": "completeness",
  "kyc-submission": "kyc",
  "kyc-second-look": "kyc",
  "kyc-recheck": "kyc",
  "order-review": "orders",
  "order-mismatch": "orders",
  "order-expiring": "orders",
  "letter-failed": "letters",
  "loss-report": "losses",
  "loss-review": "losses",
  objection: "objections",
  "closure-stopped": "closures",
  "package-failed": "packages",
  "reclaim-candidate": "closures",
  reverification: "reverification",
  "reverification-hold": "reverification",
};

type KindCount = { kind: WorkItemKind; open: number; late: number };

type Own = { myWork: number | null; toCheck: number | null };

/** Counts by line of the rail. My work and what I check leave out what waits for somebody else. */
function railCounts(kinds: readonly KindCount[], own: Own | undefined): Record<string, NavCount> {
  const late = kinds.reduce((total, kind) => total + kind.late, 0);
  const byPlace: Record<string, NavCount> = {};
  for (const { kind, open, late } of kinds) {
    const place = PLACE_OF_KIND[kind];
    if (!place) continue;
    const before = byPlace[place];
    byPlace[place] = { open: open + (before?.open ?? 0), late: late + (before?.late ?? 0) };
  }
  return {
    ...byPlace,
    worklist: { open: own?.myWork ?? 0, late },
    approvals: { open: own?.toCheck ?? 0, late: own?.toCheck ? (byPlace.approvals?.late ?? 0) : 0 },
  };
}

async function leave(): Promise<void> {
  await signOut({ redirect: false });
  window.location.assign(signInAddress({ reason: "signed-out" }));
}

/** The frame around every page, fed with the reader's own rights, counts and the state of the house. */
export function ConsoleShell({ children }: { children: ReactNode }) {
  const t = useTranslations();
  const trpc = useTRPC();
  const me = useMe();
  const can = useCan();
  const words = useBilingual();
  const { data: status } = useQuery(trpc.overview.status.queryOptions({}));
  const { data: counts } = useQuery(trpc.worklist.counts.queryOptions({}, { enabled: can("worklist.read") }));
  const { data: requests } = useQuery(trpc.privacy.counts.queryOptions({}, { enabled: can("privacy.read") }));
  const { data: notices } = useQuery(
    trpc.notifications.unread.queryOptions({}, { enabled: can("notifications.read") }),
  );
  useAttendedRefresh([
    trpc.overview.status.queryKey({}),
    trpc.notifications.unread.queryKey({}),
    trpc.worklist.counts.queryKey({}),
    trpc.privacy.counts.queryKey({}),
  ]);
  const note = useCalendarNote();
  const search = usePaletteSearch();
  const verbs = usePaletteVerbs(() => void leave());
  const core: CoreState = !status ? "unknown" : status.core.state === "normal" ? "ok" : "slow";
  return (
    <ConsoleFrame
      institution={words(me.programme)}
      permissions={me.permissions}
      counts={{
        ...railCounts(counts ?? [], status),
        ...(requests ? { privacy: requests } : {}),
      }}
      core={core}
      sealedAt={(status?.sealedAt ?? null) as Instant | null}
      me={{
        name: words(me.name),
        role: me.roles.map((role) => t(`identity.roles.${role as "auditor"}`)).join(t("common.filtered.and")),
        accountHref: "/identity/account",
      }}
      now={(status?.now ?? null) as Instant | null}
      calendarNote={status?.calendarNote ? note(status.calendarNote) : null}
      myWork={status?.myWork ?? null}
      toCheck={status?.toCheck ?? null}
      unread={can("notifications.read") ? (notices?.unread ?? 0) : null}
      onSignOut={() => void leave()}
      search={search}
      verbs={verbs}
    >
      {children}
    </ConsoleFrame>
  );
}
