"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { StatusChip, StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { useBilingual } from "@/lib/bilingual";
import { useCan, useMe } from "@/lib/use-can";
import { SessionList } from "../../_components/session-list";
import type { PersonRow } from "./person-row";
import { type RoleChange, RoleDialog } from "./role-dialog";

/** One person: roles, second factor, live sessions; roles change with a fresh one-time code. */
export function PersonItem({ person }: { person: PersonRow }) {
  const t = useTranslations("identity");
  const words = useBilingual();
  const me = useMe();
  const can = useCan();
  const [change, setChange] = useState<RoleChange | null>(null);
  const name = words(person.name);
  const mayChange = can("identity.roles.grant") && person.id !== me.personId && !person.disabled;
  return (
    <>
      <ItemHeader
        title={name}
        state={
          person.disabled ? (
            <StatusChip tone="none">{t("people.disabled")}</StatusChip>
          ) : (
            <StatusChip tone="done">{t("people.active")}</StatusChip>
          )
        }
        who={[person.email]}
        tools={
          mayChange ? (
            <Button small onClick={() => setChange({ kind: "grant" })}>
              {t("people.grant")}
            </Button>
          ) : null
        }
      />
      <FactList
        facts={[
          {
            id: "totp",
            label: t("account.totp"),
            value: person.totpEnrolled ? (
              <StatusMark tone="done">{t("people.enrolled")}</StatusMark>
            ) : (
              <StatusMark tone="wait">{t("people.notEnrolled")}</StatusMark>
            ),
          },
        ]}
      />
      <SectionHead title={t("people.roles")} note={t("people.hint")} ruled />
      <ul className="hg-lines">
        {person.roles.map((role) => {
          const roleName = t(`roles.${role as "auditor"}`);
          return (
            <li key={role}>
              <span>{roleName}</span>
              {mayChange ? (
                <Button
                  small
                  variant="plain"
                  aria-label={`${t("people.endRole")} ${roleName}`}
                  onClick={() => setChange({ kind: "end", role })}
                >
                  {t("people.endRole")}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      <SectionHead title={t("people.sessions")} ruled />
      <SessionList
        sessions={person.sessions.map((session) => ({ ...session, current: session.id === me.sessionId }))}
        mayEnd={can("identity.sessions.end")}
        none={t("people.noSessions")}
      />
      {change ? <RoleDialog person={person} change={change} onClose={() => setChange(null)} /> : null}
    </>
  );
}
