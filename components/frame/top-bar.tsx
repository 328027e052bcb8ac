"use client";

import { Menu, Printer, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Bell } from "@/components/notifications/bell";
import { IconButton } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { KeyCap } from "@/components/ui/keys/key-cap";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { type Me, MeMenu } from "./me-menu";
import { currentEntry } from "./navigation";
import { useTrail } from "./page-path";
import { LanguageSwitch, ThemeSwitch } from "./switches";

export type TopBarProps = {
  me: Me;
  /** The server's moment at which the frame was drawn; null while it does not answer. */
  now: Instant | null;
  /** The next oddity of the working calendar, in words; null when the days ahead are as usual. */
  calendarNote: string | null;
  /** Null where the person has no such list. */
  myWork: number | null;
  toCheck: number | null;
  /** Unread notifications; null where nobody is told anything. */
  unread: number | null;
  onSignOut(): void;
};

/** Path, search, date with the next calendar oddity, own work, language, theme, me. */
export function TopBar(props: TopBarProps & { onSearch(): void; onMenu(): void }) {
  const t = useTranslations("frame");
  const format = useFormat();
  return (
    <header className="hg-top">
      <IconButton icon={Menu} label={t("menu")} className="hg-menu-button" onClick={props.onMenu} />
      <Path />
      <button type="button" className="hg-command-field" onClick={props.onSearch} aria-keyshortcuts="Control+K Meta+K">
        <Icon of={Search} small />
        <span className="hg-grow hg-clip">{t("palette.hint")}</span>
        <KeyCap of="palette" />
      </button>
      <span className="hg-calendar-note hg-wide">
        {props.now ? (
          <time dateTime={props.now}>
            {format.monthDay(shanghaiDate(props.now))} {format.weekday(shanghaiDate(props.now))}{" "}
            {format.time(props.now)}
          </time>
        ) : null}
        {props.calendarNote ? (
          <>
            <span aria-hidden="true">{"·"}</span>
            <em>{props.calendarNote}</em>
          </>
        ) : null}
      </span>
      {props.myWork === null ? null : (
        <Link className="hg-top-link hg-top-own" href="/worklist">
          {t("nav.worklist")} <b>{format.count(props.myWork)}</b>
        </Link>
      )}
      {props.toCheck === null ? null : (
        <Link className="hg-top-link" href="/approvals">
          {t("nav.approvals")} <b>{format.count(props.toCheck)}</b>
        </Link>
      )}
      {props.unread === null ? null : <Bell unread={props.unread} />}
      <IconButton icon={Printer} label={t("print")} className="hg-wide" onClick={() => window.print()} />
      <LanguageSwitch />
      <ThemeSwitch />
      <MeMenu me={props.me} onSignOut={props.onSignOut} />
    </header>
  );
}

function Path() {
  const t = useTranslations("frame");
  const entry = currentEntry(usePathname());
  const trail = useTrail();
  const steps = [...(entry ? [{ label: t(`nav.${entry.id}`), href: entry.href }] : []), ...trail];
  return (
    <nav className="hg-crumb hg-grow hg-clip" aria-label={t("path")}>
      {steps.map((step, index) => {
        const last = index === steps.length - 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the path
          <Fragment key={index}>
            {index > 0 ? " / " : null}
            {last ? (
              <b aria-current="page">{step.label}</b>
            ) : step.href ? (
              <Link href={step.href}>{step.label}</Link>
            ) : (
              step.label
            )}
          </Fragment>
        );
      })}
    </nav>
  );
}
