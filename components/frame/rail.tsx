"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { BrandMark } from "./brand-mark";
import { currentEntry, type NavCount, type NavEntry, visibleNavigation } from "./navigation";

export type CoreState = "ok" | "slow" | "down" | "unknown";

export type RailProps = {
  institution: string;
  permissions: ReadonlySet<string>;
  counts: Readonly<Record<string, NavCount | undefined>>;
  core: CoreState;
  sealedAt: Instant | null;
};

/** What the person may use, each with late and open work; at its foot the state of the payment core and of the seal. */
export function Rail(props: RailProps & { onNavigate?: () => void }) {
  const t = useTranslations("frame");
  const format = useFormat();
  const current = currentEntry(usePathname());
  const groups = visibleNavigation(props.permissions);
  return (
    <>
      <div className="hg-brand">
        <BrandMark />
        <span>{t("brand")}</span>
        <small>{props.institution}</small>
      </div>
      <nav aria-label={t("nav.label")}>
        {groups.map(({ group, entries }, index) => (
          <section key={group}>
            {group === "work" ? null : (
              <h2>
                <span>{t(`nav.group.${group}`)}</span>
                {index === (groups[0]?.group === "work" ? 1 : 0) ? <span>{t("nav.heads")}</span> : null}
              </h2>
            )}
            {entries.map((entry) => (
              <RailLine
                key={entry.id}
                entry={entry}
                count={entry.count ? props.counts[entry.count] : undefined}
                current={current?.id === entry.id}
                onNavigate={props.onNavigate}
              />
            ))}
          </section>
        ))}
      </nav>
      <dl className="hg-rail-foot">
        <div>
          <dt>{t("core.label")}</dt>
          <dd className={props.core === "down" ? "hg-late" : props.core === "slow" ? "hg-wait" : undefined}>
            {t(`core.${props.core}`)}
          </dd>
        </div>
        <div>
          <dt>{t("sealed")}</dt>
          <dd>{props.sealedAt ? format.time(props.sealedAt) : t("notYet")}</dd>
        </div>
      </dl>
    </>
  );
}

function RailLine(props: { entry: NavEntry; count?: NavCount; current: boolean; onNavigate?: () => void }) {
  const t = useTranslations("frame");
  const format = useFormat();
  const { entry, count } = props;
  const name = t(`nav.${entry.id}`);
  return (
    <Link href={entry.href} title={name} aria-current={props.current ? "page" : undefined} onClick={props.onNavigate}>
      <Icon of={entry.icon} />
      <span className="hg-rail-name">{name}</span>
      {count ? (
        <span className="hg-sr">
          {t("nav.spoken", { open: format.count(count.open), late: format.count(count.late) })}
        </span>
      ) : null}
      {count && count.late > 0 ? (
        <i className="hg-l" aria-hidden="true">
          {format.capped(Math.min(count.late, 999), count.late > 999)}
        </i>
      ) : null}
      {count && count.open > 0 ? (
        <i aria-hidden="true">{format.capped(Math.min(count.open, 9999), count.open > 9999)}</i>
      ) : null}
    </Link>
  );
}
