"use client";

import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { TabLinks } from "@/components/patterns/tab-links";
import { ProposalsPanel } from "@/components/people/proposals-panel";
import type { LocalDate } from "@/domain/shared/time";
import { useCan } from "@/lib/use-can";
import { AbsencesOfAll } from "./absences-of-all";
import { MyAbsence } from "./my-absence";
import { MyDelegations } from "./my-delegations";
import { Roster } from "./roster";

const TABS = ["mine", "roster", "away", "check"] as const;

/** One's own absence and delegations; the rosters; for whoever leads, absences of others and what waits for a check. */
export function DutyScreen({ today }: { today: LocalDate }) {
  const t = useTranslations("duty.desk");
  const people = useTranslations("people.desk");
  const can = useCan();
  const [asked] = useQueryState("tab", parseAsStringLiteral(TABS));
  const checks = can("people.delegations.approve") || can("people.resets.approve");
  const tabs = [
    { id: "mine", label: t("tabMine"), href: "/duty?tab=mine", open: true },
    { id: "roster", label: t("tabRoster"), href: "/duty?tab=roster", open: can("duty.read") },
    { id: "away", label: t("tabAway"), href: "/duty?tab=away", open: can("duty.manage") },
    { id: "check", label: people("tabProposals"), href: "/duty?tab=check", open: checks },
  ].filter(({ open }) => open);
  const first = can("duty.manage") ? "roster" : "mine";
  const current = tabs.find(({ id }) => id === (asked ?? first))?.id ?? "mine";
  return (
    <PageLayout
      label={t("title")}
      header={
        <>
          <PageHeader title={t("title")} />
          <div className="hg-desk-tabs">
            <TabLinks label={t("title")} tabs={tabs} current={current} />
          </div>
        </>
      }
    >
      {current === "mine" ? (
        <>
          <MyAbsence today={today} />
          <MyDelegations today={today} />
        </>
      ) : null}
      {current === "roster" ? <Roster today={today} /> : null}
      {current === "away" ? <AbsencesOfAll today={today} /> : null}
      {current === "check" ? <ProposalsPanel /> : null}
    </PageLayout>
  );
}
