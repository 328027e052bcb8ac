"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { PageHeader } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { PersonMark } from "@/components/ui/person-mark";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { PersonItem } from "./person-item";
import type { PersonRow } from "./person-row";

function useColumns(): readonly Column<PersonRow>[] {
  const t = useTranslations("identity");
  const words = useBilingual();
  const format = useFormat();
  return [
    {
      id: "name",
      header: t("people.name"),
      cell: (row) => (
        <span className="hg-person">
          <PersonMark name={words(row.name)} /> {words(row.name)}
          {row.disabled ? <StatusMark tone="none">{t("people.disabled")}</StatusMark> : null}
        </span>
      ),
    },
    {
      id: "roles",
      header: t("people.roles"),
      cell: (row) => row.roles.map((role) => t(`roles.${role as "auditor"}`)).join(t("people.and")),
    },
    {
      id: "sessions",
      header: t("people.sessions"),
      align: "end",
      width: "110px",
      cell: (row) => format.count(row.sessions.length),
    },
  ];
}

/** Everybody with a role in the programme; the chosen one beside the list. */
export function PeopleScreen() {
  const t = useTranslations("identity.people");
  const words = useBilingual();
  const trpc = useTRPC();
  const { data: people } = useSuspenseQuery(trpc.identity.people.queryOptions({}));
  const [chosen, setChosen] = useState<string | null>(null);
  const person = people.find((one) => one.id === chosen) ?? people[0];
  const columns = useColumns();
  return (
    <SplitItemLayout
      listLabel={t("title")}
      listWidth={520}
      list={
        <>
          <PageHeader title={t("title")} ruled />
          <div className="hg-scroll">
            <DataTable
              label={t("title")}
              columns={columns}
              rows={people}
              rowKey={(row) => row.id}
              rowLabel={(row) => words(row.name)}
              onOpen={(row) => setChosen(row.id)}
              current={person?.id}
              instead={people.length === 0 ? <EmptyState title={t("empty")} text={t("hint")} /> : undefined}
            />
          </div>
          <ListFoot shown={people.length} />
        </>
      }
      itemLabel={person ? words(person.name) : t("title")}
      header={null}
    >
      {person ? <PersonItem key={person.id} person={person} /> : null}
    </SplitItemLayout>
  );
}
