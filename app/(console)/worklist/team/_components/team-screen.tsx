"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { PageHeader, SectionHead } from "@/components/patterns/headers";
import { Scroll } from "@/components/patterns/layouts";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { NoPermission } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { ButtonLink } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";
import { type TeamMember, WORKLIST_PATH } from "@/components/worklist/work";
import { epochMilliseconds, type Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useNow } from "@/lib/use-now";
import { QueryFailure } from "../../../_components/query-failure";
import { BulkList } from "./bulk-list";
import { MemberItems } from "./member-items";
import { TeamFigures } from "./team-figures";

/** How often the view is asked again, in milliseconds. */
const LIVE_MS = 10_000;

/** People by load, locks, age and absence, live; one of them opened shows his items, from where they are given on. */
export function TeamScreen() {
  const t = useTranslations("worklist.page.team");
  const trpc = useTRPC();
  const can = useCan();
  const say = useBilingual();
  const [person, setPerson] = useQueryState("person", parseAsString.withOptions({ history: "push" }));
  const allowed = can("worklist.assign");
  const query = useQuery({
    ...trpc.worklist.team.queryOptions({}, { enabled: allowed }),
    refetchInterval: LIVE_MS,
  });
  useKey("back", () => void setPerson(null), person !== null);
  const columns = useColumns();
  const open = query.data?.people.find((member) => member.person.id === person);
  if (!allowed) return <NoPermission />;
  return (
    <div className={cx("hg-work", !open && "hg-single")} style={{ "--list-w": "minmax(0, 1fr)" }}>
      <section className="hg-pane" aria-label={t("title")}>
        <PageHeader title={t("title")} note={<Refreshed at={query.dataUpdatedAt} />}>
          <ButtonLink small href={WORKLIST_PATH}>
            {t("back")}
          </ButtonLink>
        </PageHeader>
        <Scroll label={t("title")}>
          {query.data ? <TeamFigures team={query.data} /> : null}
          <SectionHead title={t("people")} ruled />
          <div className="hg-team">
            <DataTable
              label={t("people")}
              columns={columns}
              rows={query.data?.people ?? []}
              rowKey={(member) => member.person.id}
              rowLabel={(member) => say(member.person.name)}
              onOpen={(member) => void setPerson(member.person.id)}
              {...(person ? { current: person } : {})}
              instead={
                query.isPending ? (
                  <TableSkeleton rows={8} columns={6} />
                ) : query.error ? (
                  <QueryFailure error={query.error} onRetry={() => void query.refetch()} />
                ) : undefined
              }
            />
          </div>
          <BulkList />
        </Scroll>
      </section>
      {open ? <MemberItems key={open.person.id} member={open} onClose={() => void setPerson(null)} /> : null}
    </div>
  );
}

function Refreshed({ at }: { at: number }) {
  const t = useTranslations("worklist.page.team");
  const now = useNow();
  if (!now || at === 0) return null;
  const seconds = Math.max(0, Math.round((epochMilliseconds(now) - at) / 1000));
  return t("refreshed", { seconds });
}

function useColumns(): readonly Column<TeamMember>[] {
  const t = useTranslations("worklist.page.team");
  const roles = useTranslations("identity.roles");
  const format = useFormat();
  const say = useBilingual();
  const now = useNow();
  const age = (moment: string | null) => (moment && now ? format.relative(moment as Instant, now) : "");
  const minutes = (moment: string | null) =>
    moment && now
      ? t("minutes", {
          count: Math.max(0, Math.ceil((epochMilliseconds(moment as Instant) - epochMilliseconds(now)) / 60_000)),
        })
      : "";
  const standing = (member: TeamMember) =>
    member.away ? (
      <StatusMark tone="wait">{t("away")}</StatusMark>
    ) : member.load >= member.cap ? (
      <StatusMark tone="late">{t("full")}</StatusMark>
    ) : (
      <StatusMark tone="done">{t("here")}</StatusMark>
    );
  return [
    {
      id: "person",
      header: t("columns.person"),
      cell: (member) => (
        <>
          {say(member.person.name)}{" "}
          <span className="hg-ink-3 hg-small">
            {member.roles.map((role) => roles(role as "auditor")).join(t("and"))}
          </span>
          <span className="hg-small hidden max-[640px]:grid">
            <span>
              {standing(member)} <Load member={member} />
            </span>
            <span className="hg-ink-2">
              {t("narrow", { taken: member.taken, assigned: member.assigned, resting: member.resting })}{" "}
              {member.late > 0 ? <b className="hg-late">{t("lateCount", { count: member.late })}</b> : null}
            </span>
          </span>
        </>
      ),
    },
    { id: "standing", header: t("columns.standing"), width: "96px", cell: standing },
    { id: "load", header: t("columns.load"), width: "150px", cell: (member) => <Load member={member} /> },
    {
      id: "taken",
      header: t("columns.taken"),
      width: "72px",
      align: "end",
      cell: (member) => format.count(member.taken),
    },
    {
      id: "assigned",
      header: t("columns.assigned"),
      width: "72px",
      align: "end",
      cell: (member) => format.count(member.assigned),
    },
    {
      id: "resting",
      header: t("columns.resting"),
      width: "72px",
      align: "end",
      cell: (member) => format.count(member.resting),
    },
    {
      id: "late",
      header: t("columns.late"),
      width: "72px",
      align: "end",
      cell: (member) => <span className={member.late > 0 ? "hg-late" : "hg-ink-3"}>{format.count(member.late)}</span>,
    },
    {
      id: "lock",
      header: t("columns.lock"),
      width: "104px",
      align: "end",
      optional: true,
      cell: (member) => <span className="hg-ink-2">{minutes(member.nextLockEnd)}</span>,
    },
    {
      id: "oldest",
      header: t("columns.oldest"),
      width: "104px",
      align: "end",
      optional: true,
      cell: (member) => <span className="hg-ink-2">{age(member.oldestAt)}</span>,
    },
  ];
}

/** How much of what one person may have is used. */
function Load({ member: { load, cap } }: { member: TeamMember }) {
  const share = cap === 0 ? 0 : Math.min(100, Math.round((load / cap) * 100));
  return (
    <span className={cx("hg-load", load >= cap && "hg-full")} style={{ "--load": `${share}%` }}>
      <i aria-hidden="true" />
      <span className="hg-num">{`${load} / ${cap}`}</span>
    </span>
  );
}
