"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { type Column, DataTable } from "@/components/patterns/data-table/data-table";
import { ListFoot } from "@/components/patterns/data-table/list-foot";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { StatusMark } from "@/components/patterns/status";
import { LinkShown, type ShownLink } from "@/components/people/link-shown";
import { Button } from "@/components/ui/button";
import { PersonMark } from "@/components/ui/person-mark";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useAsked } from "@/lib/use-asked";
import { useCan } from "@/lib/use-can";
import { InviteDialog } from "./invite-dialog";
import { PeopleHead } from "./people-tabs";
import { type Person, STATE_TONES } from "./person";
import { PersonItem } from "./person-item";

function useColumns(): readonly Column<Person>[] {
  const t = useTranslations("people");
  const roles = useTranslations("identity.roles");
  const words = useBilingual();
  const format = useFormat();
  return [
    {
      id: "name",
      header: t("desk.name"),
      cell: (row) => (
        <span className="hg-person">
          <PersonMark name={words(row.name)} /> {words(row.name)}
        </span>
      ),
    },
    {
      id: "state",
      header: t("desk.state"),
      width: "110px",
      cell: (row) => (
        <StatusMark tone={STATE_TONES[row.state]}>
          {row.away && row.state === "active" ? t("desk.away") : t(`states.${row.state}`)}
        </StatusMark>
      ),
    },
    {
      id: "roles",
      header: t("desk.roles"),
      cell: (row) => row.roles.map(({ role }) => roles(role as "auditor")).join(t("desk.and")) || t("desk.noRoles"),
    },
    {
      id: "sessions",
      header: t("desk.sessions"),
      align: "end",
      width: "90px",
      optional: true,
      cell: (row) => format.count(row.sessions.length),
    },
  ];
}

/** Everybody of the programme; the chosen one beside the list. */
export function PeopleScreen() {
  const t = useTranslations("people.desk");
  const words = useBilingual();
  const can = useCan();
  const trpc = useTRPC();
  const { data: people } = useSuspenseQuery(trpc.people.list.queryOptions({}));
  const [chosen, setChosen] = useQueryState("person", parseAsString);
  const [inviting, setInviting] = useAsked("invite");
  const [link, setLink] = useState<ShownLink | null>(null);
  const person = people.find((one) => one.id === chosen) ?? people[0];
  const columns = useColumns();
  return (
    <>
      <SplitItemLayout
        listLabel={t("title")}
        listWidth={560}
        list={
          <>
            <PeopleHead current="people">
              {can("people.manage") ? (
                <Button small variant="primary" onClick={() => setInviting(true)}>
                  {t("invite")}
                </Button>
              ) : null}
            </PeopleHead>
            <div className="hg-scroll">
              <DataTable
                label={t("title")}
                columns={columns}
                rows={people}
                rowKey={(row) => row.id}
                rowLabel={(row) => words(row.name)}
                onOpen={(row) => void setChosen(row.id)}
                current={person?.id}
                leading
                instead={people.length === 0 ? <EmptyState title={t("noPeople")} text={t("hint")} /> : undefined}
              />
            </div>
            <ListFoot shown={people.length} />
          </>
        }
        itemLabel={person ? words(person.name) : t("title")}
        header={null}
      >
        {person ? <PersonItem key={person.id} person={person} onLink={setLink} /> : null}
      </SplitItemLayout>
      {inviting && can("people.manage") ? (
        <InviteDialog
          onClose={() => setInviting(false)}
          onDone={(made) => {
            setInviting(false);
            void setChosen(made.personId);
            setLink(made);
          }}
        />
      ) : null}
      {link ? <LinkShown link={link} onClose={() => setLink(null)} /> : null}
    </>
  );
}
