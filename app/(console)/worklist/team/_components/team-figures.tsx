"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { SectionHead } from "@/components/patterns/headers";
import { WORKLIST_PATH } from "@/components/worklist/work";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useNow } from "@/lib/use-now";

type Team = RouterOutputs["worklist"]["team"];

/** What nobody has, by kind and by queue, and how promises stand; each leads to its list. */
export function TeamFigures({ team }: { team: Team }) {
  const t = useTranslations("worklist.page.team");
  const kinds = useTranslations("worklist.kinds");
  const format = useFormat();
  const say = useBilingual();
  const now = useNow();
  const age = (moment: string | null) => (moment && now ? format.relative(moment as Instant, now) : "");
  const lines = [
    ...team.free.map(({ kind, count, oldestAt }) => ({
      id: kind,
      name: kinds(kind),
      href: `${WORKLIST_PATH}?kind=${kind}&holder=nobody`,
      free: count,
      late: 0,
      oldestAt,
    })),
    ...team.queues.map((queue) => ({
      id: queue.id,
      name: say(queue.name),
      href: `${WORKLIST_PATH}?queue=${queue.id}&holder=nobody`,
      free: queue.free,
      late: queue.late,
      oldestAt: queue.oldestAt,
    })),
  ];
  const { promises } = team;
  return (
    <>
      <SectionHead title={t("free")} note={t("freeNote")} />
      <ul className="hg-small grid gap-x-8 px-(--gutter) pb-2 sm:grid-cols-2 xl:grid-cols-3">
        {lines.map((line) => (
          <li key={line.id} className="flex items-center gap-2 border-b border-line py-1">
            <Link className="hg-text-link hg-clip" href={line.href}>
              {line.name}
            </Link>
            <span className="hg-grow" />
            {line.late > 0 ? <span className="hg-late">{t("lateCount", { count: line.late })}</span> : null}
            <b className="hg-num">{format.count(line.free)}</b>
            <span className="hg-ink-3">{age(line.oldestAt)}</span>
          </li>
        ))}
      </ul>
      <p className="hg-small px-(--gutter) pb-2">
        {t("promises", { open: promises.open, kept: promises.kept, broken: promises.broken })}{" "}
        {promises.overdue > 0 ? (
          <Link className="hg-late" href={`${WORKLIST_PATH}?promised=overdue`}>
            {t("promisesOverdue", { count: promises.overdue })}
          </Link>
        ) : null}
      </p>
    </>
  );
}
