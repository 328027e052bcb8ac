"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageHeader } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { Button, IconButton } from "@/components/ui/button";
import { DeedDialog } from "@/components/worklist/deed-dialog";
import type { Deed } from "@/components/worklist/deeds";
import { DueBadge } from "@/components/worklist/due-badge";
import { type TeamMember, WORKLIST_PATH, type WorkRow } from "@/components/worklist/work";
import { Whose } from "@/components/worklist/work-facts";
import { useBilingual } from "@/lib/bilingual";
import { useTRPC } from "@/lib/trpc/client";
import { QueryFailure } from "../../../_components/query-failure";

const LIVE_MS = 10_000;

/** What one colleague has, the most urgent first: given to somebody else or back to all, with a reason. */
export function MemberItems({ member, onClose }: { member: TeamMember; onClose(): void }) {
  const t = useTranslations("worklist.page.team");
  const deeds = useTranslations("worklist.page.deed.verb");
  const kinds = useTranslations("worklist.kinds");
  const say = useBilingual();
  const trpc = useTRPC();
  const [asked, setAsked] = useState<{ deed: Deed; row: WorkRow } | null>(null);
  const name = say(member.person.name);
  const query = useQuery({
    ...trpc.worklist.list.queryOptions({
      filters: { assignee: member.person.id, state: ["open"] },
      sort: "urgency",
      order: "asc",
      limit: 50,
    }),
    refetchInterval: LIVE_MS,
  });
  const rows = query.data?.rows ?? [];
  return (
    <section className="hg-pane" aria-label={t("itemsOf", { who: name })}>
      <PageHeader title={t("itemsOf", { who: name })}>
        <IconButton icon={X} label={t("close")} onClick={onClose} />
      </PageHeader>
      <Scroll label={t("itemsOf", { who: name })}>
        {query.isPending ? <TableSkeleton rows={6} columns={3} /> : null}
        {query.error ? <QueryFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.data && rows.length === 0 ? <EmptyState title={t("noItems")} text={t("noItemsText")} /> : null}
        <ul>
          {rows.map((row) => (
            <li key={row.id} className="hg-small grid gap-1 border-b border-line px-(--gutter) py-2">
              <div className="flex flex-wrap items-center gap-2">
                <Link className="hg-mono hg-text-link" href={`${WORKLIST_PATH}?item=${row.id}`}>
                  {row.number}
                </Link>
                <span>{kinds(row.kind)}</span>
                <span className="hg-grow" />
                <Whose row={row} />
              </div>
              <div className="flex flex-wrap items-center gap-2">
                <DueBadge row={row} />
                <span className="hg-grow" />
                <Button
                  small
                  aria-label={t("reassign", { number: row.number })}
                  onClick={() => setAsked({ deed: "assign", row })}
                >
                  {deeds("assign")}
                </Button>
                <Button
                  small
                  aria-label={t("giveBack", { number: row.number })}
                  onClick={() => setAsked({ deed: "return", row })}
                >
                  {deeds("return")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </Scroll>
      {asked ? (
        <DeedDialog
          deed={asked.deed}
          item={asked.row}
          onClose={() => setAsked(null)}
          onDone={() => void query.refetch()}
        />
      ) : null}
    </section>
  );
}
