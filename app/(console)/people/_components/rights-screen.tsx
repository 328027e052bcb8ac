"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { DateInput } from "@/components/patterns/fields/date-field";
import { PageLayout } from "@/components/patterns/layouts";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { EmptyState } from "@/components/patterns/states";
import { ButtonLink } from "@/components/ui/button";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { PeopleHead } from "./people-tabs";

type Right = RouterOutputs["people"]["rightsOn"]["rows"][number];

function useColumns(): readonly Column<Right>[] {
  const t = useTranslations("people.desk");
  const roles = useTranslations("identity.roles");
  const words = useBilingual();
  const format = useFormat();
  return [
    { id: "name", header: t("name"), cell: (row) => words(row.name) },
    { id: "email", header: t("email"), cell: (row) => row.email, optional: true },
    {
      id: "role",
      header: t("role"),
      cell: (row) => (
        <>
          {roles(row.role as "auditor")}{" "}
          {row.lentBy ? <span className="hg-ink-3">{t("lentBy", { name: words(row.lentBy) })}</span> : null}
        </>
      ),
    },
    {
      id: "grantedAt",
      header: t("grantedAt"),
      width: "170px",
      cell: (row) => format.dateTime(row.grantedAt as Instant),
    },
    {
      id: "grantedBy",
      header: t("grantedBy"),
      optional: true,
      cell: (row) => (row.granter ? words(row.granter) : t("system")),
    },
    {
      id: "endsAt",
      header: t("endsAt"),
      width: "170px",
      optional: true,
      cell: (row) => (row.endsAt ? format.dateTime(row.endsAt as Instant) : null),
    },
  ];
}

/** Who held which right on a day; the day is in the address. */
export function RightsScreen({ today }: { today: LocalDate }) {
  const t = useTranslations("people.desk");
  const trpc = useTRPC();
  const [asked, setOn] = useQueryState("on", parseAsString);
  const on = asked && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today;
  const answer = useQuery(trpc.people.rightsOn.queryOptions({ on }, { placeholderData: keepPreviousData }));
  const columns = useColumns();
  const rows = answer.data?.rows ?? [];
  return (
    <PageLayout
      label={t("rightsTitle")}
      header={
        <PeopleHead current="rights">
          <ButtonLink small href={`/api/people/file?on=${on}`} prefetch={false} download>
            {t("export")}
          </ButtonLink>
        </PeopleHead>
      }
      foot={<ListFoot shown={rows.length} />}
    >
      <div className="hg-band">
        <DateInput label={t("on")} value={on} max={today} onChange={(day) => void setOn(day || null)} />
        <p className="hg-hint">{t("rightsHint")}</p>
      </div>
      {answer.error ? (
        <QueryProblem what={t("rightsTitle")} error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        <DataTable
          label={t("rightsTitle")}
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.personId} ${row.role} ${row.grantedAt}`}
          rowLabel={(row) => row.email}
          instead={
            answer.isPending ? (
              <TableSkeleton rows={12} columns={6} />
            ) : rows.length === 0 ? (
              <EmptyState title={t("noRights")} text={t("rightsHint")} />
            ) : undefined
          }
        />
      )}
    </PageLayout>
  );
}
