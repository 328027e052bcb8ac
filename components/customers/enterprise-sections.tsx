"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Banner } from "@/components/patterns/banner";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";
import { useCan } from "@/lib/use-can";
import { useCommand } from "@/lib/use-command";
import { Sheet } from "./customer-tables";
import { OwnerForm, RepresentativeForm } from "./enterprise-forms";
import { type RevealRight, SealedValue } from "./masked";
import { OwnershipPicture } from "./ownership-picture";
import { usePercent } from "./use-percent";

export type Enterprise = RouterOutputs["customers"]["enterprise"];

type Props = { id: string; right: RevealRight | null };

/** Who acts for an enterprise and who owns it, down to natural persons; those who may record do it here. */
export function EnterpriseSections({ id, right }: Props) {
  const t = useTranslations("customers");
  const trpc = useTRPC();
  const can = useCan();
  const query = useQuery(trpc.customers.enterprise.queryOptions({ id }));
  if (query.isPending) return <TableSkeleton rows={4} columns={4} />;
  if (!query.data)
    return <QueryProblem what={t("page.itemFailed")} error={query.error} onRetry={() => void query.refetch()} />;
  const may = can("customers.enterprise.record");
  const of = { enterprise: query.data, right, may };
  return (
    <>
      <SectionHead title={t("enterprise.representatives")} ruled />
      <Representatives {...of} />
      {may ? <RepresentativeForm customerId={id} /> : null}
      <SectionHead title={t("enterprise.ownership")} ruled />
      <Ownership {...of} />
      {may ? <OwnerForm customerId={id} enterprise={query.data} /> : null}
    </>
  );
}

type Shown = { enterprise: Enterprise; right: RevealRight | null; may: boolean };

function Representatives({ enterprise, right, may }: Shown) {
  const t = useTranslations("customers.enterprise");
  const documents = useTranslations("customers.documents");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const end = useCommand(client.customers.endRepresentative.mutate);
  const { representatives } = enterprise;
  const heads = ["role", "name", "document", "since", "state"] as const;
  const problem = attempt(end);
  return (
    <>
      <Sheet
        label={t("representatives")}
        heads={[...heads, ...(may ? (["action"] as const) : [])].map((head) => ({ text: t(`columns.${head}`) }))}
        empty={representatives.length === 0 ? t("none") : null}
      >
        {representatives.map((one) => (
          <tr key={one.id}>
            <td>{t(`roles.${one.role}`)}</td>
            <td>
              <SealedValue field={one.name} right={right} />
            </td>
            <td>
              {documents(one.documentType as "passport")} <SealedValue field={one.document} right={right} />
            </td>
            <td>{one.since}</td>
            <td>
              <StatusMark tone={one.endedOn ? "none" : "done"}>
                {one.endedOn ? t("ended", { date: one.endedOn }) : t("current")}
              </StatusMark>
            </td>
            {may ? (
              <td>
                {one.endedOn ? null : (
                  <Button small busy={end.pending} onClick={() => void end.run({ representativeId: one.id })}>
                    {t("end")}
                  </Button>
                )}
              </td>
            ) : null}
          </tr>
        ))}
      </Sheet>
      {problem ? (
        <p className="hg-error px-(--gutter)" role="alert">
          {problem}
        </p>
      ) : null}
    </>
  );
}

function Ownership({ enterprise, right, may }: Shown) {
  const t = useTranslations("customers.enterprise");
  const documents = useTranslations("customers.documents");
  const percent = usePercent();
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const end = useCommand(client.customers.endStake.mutate);
  const { stakes, gaps } = enterprise;
  const nameOf = (id: string | null) =>
    id === null ? t("itself") : t("owner", { n: stakes.findIndex((one) => one.id === id) + 1 });
  const heads = ["name", "kind", "document", "of", "share"] as const;
  const problem = attempt(end);
  return (
    <>
      {stakes.length > 0
        ? gaps.map((gap) => (
            <Banner key={gap.aboveId ?? "self"} tone="wait">
              {t("gap", { of: nameOf(gap.aboveId), share: percent(gap.missingBp) })}
            </Banner>
          ))
        : null}
      <OwnershipPicture tree={enterprise} />
      <Sheet
        label={t("ownership")}
        heads={[...heads, ...(may ? (["action"] as const) : [])].map((head) => ({
          text: t(`columns.${head}`),
          end: head === "share",
        }))}
        empty={stakes.length === 0 ? t("none") : null}
      >
        {stakes.map((one) => (
          <tr key={one.id}>
            <td>
              {nameOf(one.id)} <SealedValue field={one.name} right={right} />
            </td>
            <td>{t(`kinds.${one.kind}`)}</td>
            <td>
              {documents(one.documentType as "passport")} <SealedValue field={one.document} right={right} />
            </td>
            <td>{nameOf(one.aboveId)}</td>
            <td className="hg-num">{percent(one.shareBp)}</td>
            {may ? (
              <td>
                <Button small busy={end.pending} onClick={() => void end.run({ stakeId: one.id })}>
                  {t("end")}
                </Button>
              </td>
            ) : null}
          </tr>
        ))}
      </Sheet>
      {problem ? (
        <p className="hg-error px-(--gutter)" role="alert">
          {problem}
        </p>
      ) : null}
      <Persons enterprise={enterprise} right={right} />
    </>
  );
}

/** Natural persons by their part through all chains, with the line of the rule. */
function Persons({ enterprise, right }: Omit<Shown, "may">) {
  const t = useTranslations("customers.enterprise");
  const percent = usePercent();
  const { owners, stakes } = enterprise;
  if (owners.length === 0) return null;
  return (
    <>
      <SectionHead title={t("beneficial")} />
      <Sheet
        label={t("beneficial")}
        heads={[{ text: t("columns.name") }, { text: t("columns.share"), end: true }, { text: t("columns.state") }]}
        empty={null}
      >
        {owners.map((one) => {
          const row = stakes.find(({ id }) => id === one.stakes[0]);
          return (
            <tr key={one.stakes[0]}>
              <td>
                <SealedValue field={row?.name ?? null} right={right} />
              </td>
              <td className="hg-num">{percent(one.shareBp, !one.exact)}</td>
              <td>
                <StatusMark tone={one.beneficial ? "wait" : "none"}>
                  {t(one.beneficial ? "isBeneficial" : "notBeneficial")}
                </StatusMark>
              </td>
            </tr>
          );
        })}
      </Sheet>
    </>
  );
}
