"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { RuleList } from "@/components/controls/rule-citation";
import { Sheet } from "@/components/customers/customer-tables";
import { PagePath } from "@/components/frame/page-path";
import { ActionFoot, type FootAction } from "@/components/patterns/action-foot";
import { type Fact, FactList } from "@/components/patterns/facts";
import { ItemHeader, SectionHead } from "@/components/patterns/headers";
import { SplitItemLayout } from "@/components/patterns/layouts";
import { Loaded } from "@/components/patterns/loaded";
import { ItemSkeleton } from "@/components/patterns/skeleton";
import { StatusChip, StatusMark } from "@/components/patterns/status";
import { IconButton } from "@/components/ui/button";
import { countryCode } from "@/domain/customers/country-codes";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { EndDialog } from "./end-dialog";
import { NOTICE_TONE } from "./notice-item";

export const PARTNER_TONE = { draft: "none", proposed: "wait", active: "done", ended: "none" } as const;

/** One partner: what goes there, why, how, under which contract, how far, and what it was told. */
export function PartnerItem({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTranslations("sharing.page.item");
  const words = useTranslations("sharing");
  const format = useFormat();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const propose = useCommand(client.sharing.propose.mutate);
  const takeBack = useCommand(client.sharing.withdraw.mutate);
  const attempt = useAttemptText();
  const [ending, setEnding] = useState(false);
  const query = useQuery(trpc.sharing.partner.queryOptions({ id }));
  return (
    <Loaded query={query} what={t("failed")} skeleton={<ItemSkeleton />}>
      {(item) => {
        const named = (names: readonly string[], of: "fields" | "safeguards" | "assessmentCases") =>
          names.length === 0 ? t("none") : names.map((name) => words(`${of}.${name}` as "fields.name")).join(" · ");
        const moment = (label: "started" | "ended", at: string | null): Fact[] =>
          at === null ? [] : [{ id: label, label: t(label), value: format.dateTime(at as Instant) }];
        const facts: Fact[] = [
          { id: "fields", label: t("fields"), value: named(item.fields, "fields") },
          { id: "purpose", label: t("purpose"), value: words(`purposes.${item.purpose}`) },
          { id: "way", label: t("way"), value: words(`ways.${item.way}`) },
          { id: "basis", label: t("basis"), value: words(`bases.${item.basis}`) },
          { id: "case", label: t("case"), value: words(`cases.${item.caseCode}`) },
          { id: "consent", label: t("consent"), value: t(item.consentRequired ? "needed" : "notNeeded") },
          { id: "country", label: t("country"), value: format.region(countryCode(item.country) ?? item.country) },
          { id: "contact", label: t("contact"), value: item.contact },
          { id: "contract", label: t("contract"), value: item.contractReference },
          {
            id: "term",
            label: t("term"),
            value: `${item.contractFrom} – ${item.contractTo ?? t("openEnd")}`,
          },
          { id: "safeguards", label: t("safeguards"), value: named(item.safeguards, "safeguards") },
          { id: "url", label: t("noticeUrl"), value: item.noticeUrl ?? t("byHand") },
          { id: "reach", label: t("reach"), value: format.count(item.customers) },
          { id: "disclosures", label: t("disclosures"), value: format.count(item.disclosures) },
          { id: "stopped", label: t("stopped"), value: format.count(item.stopped) },
          ...(item.unassessed.length > 0
            ? [{ id: "unassessed", label: t("unassessed"), value: named(item.unassessed, "assessmentCases") }]
            : []),
          ...moment("started", item.startedAt),
          ...moment("ended", item.endedAt),
          ...(item.endReason
            ? [{ id: "why", label: t("endReason"), value: words(`endReasons.${item.endReason}`) }]
            : []),
          ...(item.keptUntil ? [{ id: "kept", label: t("kept"), value: item.keptUntil }] : []),
        ];
        const version = { id: item.id, version: item.version };
        const actions: FootAction[] = !item.may.manage
          ? []
          : item.state === "draft"
            ? [
                {
                  id: "propose",
                  label: t("propose"),
                  shortcut: "propose",
                  run: async () => void (await propose.run(version)),
                },
              ]
            : item.state === "active"
              ? [{ id: "end", label: t("end"), variant: "negative", run: () => setEnding(true) }]
              : item.state === "proposed"
                ? [
                    {
                      id: "back",
                      label: t("takeBack"),
                      variant: "quiet",
                      run: async () => void (await takeBack.run({ id })),
                    },
                  ]
                : [];
        return (
          <>
            <SplitItemLayout
              itemLabel={t("label", { number: item.number })}
              sideLabel={t("side")}
              sideWidth={280}
              header={
                <ItemHeader
                  title={item.name}
                  state={<StatusChip tone={PARTNER_TONE[item.state]}>{words(`states.${item.state}`)}</StatusChip>}
                  who={[words(`kinds.${item.kind}`)]}
                  number={item.number}
                  nextStep={words.rich(
                    `page.next.${item.state === "draft" && item.unassessed.length > 0 ? "unassessed" : item.state}`,
                    { em: (chunks: ReactNode) => <em>{chunks}</em>, cases: named(item.unassessed, "assessmentCases") },
                  )}
                  tools={<IconButton icon={X} label={t("close")} onClick={onClose} />}
                />
              }
              side={
                <>
                  <SectionHead title={t("rules")} />
                  <RuleList rules={item.basisRows} />
                </>
              }
              foot={
                actions.length > 0 ? (
                  <ActionFoot actions={actions} error={attempt(propose) ?? attempt(takeBack)} />
                ) : null
              }
            >
              <PagePath steps={[item.number]} />
              <SectionHead title={t("facts")} />
              <FactList facts={facts} />
              <SectionHead title={t("notices")} ruled />
              <Sheet
                label={t("notices")}
                heads={[{ text: t("told") }, { text: words("page.columns.what") }, { text: t("due") }]}
                empty={item.notices.length === 0 ? t("nothingTold") : null}
              >
                {item.notices.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <StatusMark tone={one.overdue ? "late" : NOTICE_TONE[one.state]}>
                        {words(`noticeStates.${one.state}`)}
                      </StatusMark>
                    </td>
                    <td>
                      <Link className="hg-text-link" href={`/sharing/notices/${one.id}`}>
                        {one.number} {words(`noticeKinds.${one.kind}`)}
                      </Link>
                    </td>
                    <td>{format.dateTime(one.dueAt as Instant)}</td>
                  </tr>
                ))}
              </Sheet>
            </SplitItemLayout>
            {ending ? <EndDialog id={item.id} version={item.version} onClose={() => setEnding(false)} /> : null}
          </>
        );
      }}
    </Loaded>
  );
}
