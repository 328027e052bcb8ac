"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SessionList } from "@/components/identity/session-list";
import { FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { StatusChip, StatusMark } from "@/components/patterns/status";
import type { ShownLink } from "@/components/people/link-shown";
import { Button } from "@/components/ui/button";
import type { Instant } from "@/domain/shared/time";
import { useBilingual } from "@/lib/bilingual";
import { useFormat } from "@/lib/format/use-format";
import { useCan, useMe } from "@/lib/use-can";
import { type Person, STATE_TONES } from "./person";
import { type Deed, PersonDialog } from "./person-dialog";

/** One person: state, what may be done, roles with their ends, the open link, live sessions. */
export function PersonItem({ person, onLink }: { person: Person; onLink(link: ShownLink): void }) {
  const t = useTranslations("people");
  const words = useBilingual();
  const me = useMe();
  const can = useCan();
  const [deed, setDeed] = useState<Deed | null>(null);
  const own = person.id === me.personId;
  const mayManage = can("people.manage") && !own && person.here;
  return (
    <>
      <ItemHeader
        title={words(person.name)}
        state={<StatusChip tone={STATE_TONES[person.state]}>{t(`states.${person.state}`)}</StatusChip>}
        who={[person.email]}
        tools={mayManage ? <Tools person={person} onDeed={setDeed} /> : null}
      />
      <FactList
        facts={[
          {
            id: "factor",
            label: t("desk.secondFactor"),
            value: person.totpEnrolled ? (
              <StatusMark tone="done">{t("desk.enrolled")}</StatusMark>
            ) : (
              <StatusMark tone="wait">{t("desk.notEnrolled")}</StatusMark>
            ),
          },
          ...(person.link
            ? [
                {
                  id: "link",
                  label: t("desk.link"),
                  value: <LinkFact person={person} onDeed={setDeed} may={mayManage} />,
                },
              ]
            : []),
        ]}
      />
      <SectionHead
        title={t("desk.roles")}
        note={t("desk.hint")}
        ruled
        aside={
          can("people.roles.request") && !own && person.state !== "disabled" ? (
            <Button small onClick={() => setDeed({ kind: "grant" })}>
              {t("desk.grant")}
            </Button>
          ) : null
        }
      />
      <RoleList person={person} mayEnd={can("people.roles.end") && !own} onDeed={setDeed} />
      {can("identity.sessions.end") ? (
        <>
          <SectionHead title={t("desk.sessions")} ruled />
          <SessionList
            sessions={person.sessions.map((session) => ({ ...session, current: session.id === me.sessionId }))}
            mayEnd
            none={t("desk.noSessions")}
          />
        </>
      ) : null}
      {deed ? (
        <PersonDialog
          person={person}
          deed={deed}
          onClose={() => setDeed(null)}
          onLink={(link) => {
            setDeed(null);
            onLink(link);
          }}
        />
      ) : null}
    </>
  );
}

type OnDeed = (deed: Deed) => void;

function Tools({ person, onDeed }: { person: Person; onDeed: OnDeed }) {
  const t = useTranslations("people.desk");
  if (person.state === "disabled") {
    return (
      <Button small onClick={() => onDeed({ kind: "enable" })}>
        {t("enable")}
      </Button>
    );
  }
  return (
    <>
      {person.state === "active" ? (
        <Button small onClick={() => onDeed({ kind: "reset" })}>
          {t("reset")}
        </Button>
      ) : null}
      <Button small variant="negative" onClick={() => onDeed({ kind: "disable" })}>
        {t("disable")}
      </Button>
    </>
  );
}

function LinkFact({ person, onDeed, may }: { person: Person; onDeed: OnDeed; may: boolean }) {
  const t = useTranslations("people.desk");
  const format = useFormat();
  const { link } = person;
  if (!link) return null;
  const kind = link.kind === "invitation" ? t("kindInvitation") : t("kindReset");
  return (
    <span className="hg-actions">
      <span>
        {link.over
          ? t("linkOver", { kind })
          : t("linkOpen", { kind, until: format.dateTime(link.expiresAt as Instant) })}
      </span>
      {may ? (
        <>
          <Button small onClick={() => onDeed({ kind: "renew" })}>
            {t("renewLink")}
          </Button>
          <Button small variant="plain" onClick={() => onDeed({ kind: "revoke" })}>
            {t("revokeLink")}
          </Button>
        </>
      ) : null}
    </span>
  );
}

function RoleList({ person, mayEnd, onDeed }: { person: Person; mayEnd: boolean; onDeed: OnDeed }) {
  const t = useTranslations("people.desk");
  const roles = useTranslations("identity.roles");
  const words = useBilingual();
  const format = useFormat();
  if (person.roles.length === 0 && person.waiting.length === 0)
    return <p className="hg-sheet-nothing">{t("noRoles")}</p>;
  return (
    <ul className="hg-lines">
      {person.roles.map(({ role, endsAt, lentBy }) => {
        const name = roles(role as "auditor");
        return (
          <li key={role}>
            <span>
              {name}{" "}
              <span className="hg-small hg-ink-3">
                {[
                  lentBy ? t("lentBy", { name: words(lentBy) }) : null,
                  endsAt ? t("until", { until: format.dateTime(endsAt as Instant) }) : null,
                ]
                  .filter((part) => part !== null)
                  .join(" · ")}
              </span>
            </span>
            {mayEnd ? (
              <Button
                small
                variant="plain"
                aria-label={`${t("endRole")} ${name}`}
                onClick={() => onDeed({ kind: "end", role })}
              >
                {t("endRole")}
              </Button>
            ) : null}
          </li>
        );
      })}
      {person.waiting.map((role) => (
        <li key={`waiting-${role}`}>
          <span>{roles(role as "auditor")}</span>
          <StatusMark tone="wait">{t("waitingRole")}</StatusMark>
        </li>
      ))}
    </ul>
  );
}
