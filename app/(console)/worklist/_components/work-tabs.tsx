"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/patterns/tab-links";
import { Popover } from "@/components/ui/popover";
import { type Queue, WORKLIST_PATH } from "@/components/worklist/work";
import type { Permission } from "@/domain/permissions";
import { visibleKinds, type WorkItemKind } from "@/domain/worklist/model";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useMe } from "@/lib/use-can";

/** The kinds of work the reader may see, in the order of the list. */
export function useVisibleKinds(): readonly WorkItemKind[] {
  const { permissions } = useMe();
  return visibleKinds(new Set(permissions as Permission[]));
}

/** How many queues stand as tabs; the others are behind "more". */
const MOST_TABS = 5;

/** Those the reader likes first, then those he is a member of. */
function ordered(queues: readonly Queue[]): readonly Queue[] {
  const rank = (queue: Queue) => (queue.favourite ? 0 : queue.member ? 1 : 2);
  return [...queues].sort((a, b) => rank(a) - rank(b));
}

type Tab = { id: string; label: string; href: string; count?: string; late?: string; spoken?: string };

/** Everything, what is the reader's, and the named queues with late and open work; a list to choose from when narrow. */
export function WorkTabs({ queue, holder, narrow }: { queue?: string; holder?: string; narrow: boolean }) {
  const t = useTranslations("worklist.page.tabs");
  const spoken = useTranslations("frame.nav");
  const format = useFormat();
  const say = useBilingual();
  const router = useRouter();
  const trpc = useTRPC();
  const { data: counts } = useQuery(trpc.worklist.counts.queryOptions({}));
  const { data: queues } = useQuery(trpc.worklist.queues.queryOptions({}));
  const figures = (open: number, late: number) => ({
    count: format.count(open),
    ...(late > 0 ? { late: format.count(late) } : {}),
    spoken: spoken("spoken", { open: format.count(open), late: format.count(late) }),
  });
  const sum = (of: "open" | "late") => (counts ?? []).reduce((total, kind) => total + kind[of], 0);
  const tabs: readonly Tab[] = [
    { id: "all", label: t("all"), href: WORKLIST_PATH, ...(counts ? figures(sum("open"), sum("late")) : {}) },
    { id: "mine", label: t("mine"), href: `${WORKLIST_PATH}?holder=me&sort=urgency.asc` },
    ...ordered(queues ?? []).map((one) => ({
      id: one.id,
      label: say(one.name),
      href: `${WORKLIST_PATH}?queue=${one.id}&sort=urgency.asc`,
      ...figures(one.open, one.late),
    })),
  ];
  const current = queue ?? (holder === "me" ? "mine" : "all");
  if (narrow)
    return (
      <select
        className="hg-input"
        aria-label={t("label")}
        value={current}
        onChange={(event) => {
          const chosen = tabs.find(({ id }) => id === event.target.value);
          if (chosen) router.push(chosen.href);
        }}
      >
        {tabs.map((tab) => (
          <option key={tab.id} value={tab.id}>
            {tab.count ? `${tab.label} ${tab.count}` : tab.label}
          </option>
        ))}
      </select>
    );
  const open = tabs.findIndex(({ id }) => id === current);
  const fits = tabs.filter((_, at) => at < MOST_TABS || at === open);
  const others = tabs.filter((tab) => !fits.includes(tab));
  return (
    <>
      <TabLinks label={t("label")} current={current} tabs={fits} />
      {others.length > 0 ? (
        <Popover
          label={t("more")}
          placement="bottom start"
          trigger={(button) => (
            <button type="button" className="hg-text-link hg-small" {...button}>
              {t("more")}
            </button>
          )}
        >
          {(close) => (
            <ul className="hg-small grid gap-1 p-3">
              {others.map((tab) => (
                <li key={tab.id}>
                  <Link className="flex gap-3" href={tab.href} onClick={close}>
                    <span className="hg-grow">{tab.label}</span>
                    <span className="hg-ink-3">{tab.count}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Popover>
      ) : null}
    </>
  );
}
