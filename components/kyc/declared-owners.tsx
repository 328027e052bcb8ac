"use client";

import { useTranslations } from "next-intl";
import { RuleCitation } from "@/components/controls/rule-citation";
import { Sheet } from "@/components/customers/customer-tables";
import { OwnershipPicture } from "@/components/customers/ownership-picture";
import { usePercent } from "@/components/customers/use-percent";
import { Banner } from "@/components/patterns/banner";
import { SectionHead } from "@/components/patterns/headers";
import { Tape } from "@/components/patterns/masked-value";
import { Flag } from "@/components/patterns/status";
import type { DeclaredOwnership } from "@/domain/kyc/ownership-output";
import type { ClearRows } from "./use-clear-rows";

/** Signs a covered name or number is shown as. */
const COVERED = 8;

/**
 * Who owns the enterprise as it declares: the tree as a picture and as a table, where it does not add up, who is a
 * beneficial owner by the line of the rule, and who stands in where nobody is. Covered until the item is the reader's.
 */
export function DeclaredOwners({ ownership, clear }: { ownership: DeclaredOwnership; clear: ClearRows }) {
  const t = useTranslations("kyc.page.owners");
  const words = useTranslations("customers.enterprise");
  const papers = useTranslations("kyc.idTypes");
  const percent = usePercent();
  const { stakes, owners, unaccountedBp } = ownership;
  const known = new Map((clear.owners ?? []).map((one) => [one.id, one]));
  const names = new Map([...known].map(([id, { name }]) => [id, name]));
  const nameOf = (id: string | null) =>
    id === null ? words("itself") : words("owner", { n: stakes.findIndex((one) => one.id === id) + 1 });
  const partOf = (id: string) => owners.find((one) => one.stakes.includes(id));
  const heads = ["name", "kind", "document", "of", "share"] as const;
  return (
    <section aria-label={t("title")}>
      <SectionHead title={t("title")} note={t("note", { count: stakes.length })} ruled />
      {unaccountedBp > 0 ? (
        <Banner tone="late">
          {t("unaccounted", { share: percent(unaccountedBp) })} <RuleCitation rule={ownership.rule} />
        </Banner>
      ) : null}
      {ownership.seniorManager ? (
        <Banner tone="wait">
          {t("seniorManager")} <RuleCitation rule={ownership.rule} />
        </Banner>
      ) : null}
      <OwnershipPicture tree={ownership} names={names} />
      <Sheet
        label={t("title")}
        heads={[
          ...heads.map((head) => ({ text: words(`columns.${head}`), end: head === "share" })),
          { text: t("inTheEnd"), end: true },
        ]}
        empty={null}
      >
        {stakes.map((one) => {
          const owner = partOf(one.id);
          const clearOne = known.get(one.id);
          return (
            <tr key={one.id}>
              <td>
                {nameOf(one.id)} {clearOne ? clearOne.name : <Tape hidden={COVERED} />}
              </td>
              <td>{words(`kinds.${one.kind}`)}</td>
              <td>
                {papers(one.idType)} {clearOne ? clearOne.idNumber : <Tape hidden={COVERED} />}
              </td>
              <td>{nameOf(one.aboveId)}</td>
              <td className="hg-num">{percent(one.shareBp)}</td>
              <td className="hg-num">
                {owner ? (
                  <>
                    {owner.beneficial ? <Flag>{words("isBeneficial")}</Flag> : null}{" "}
                    {percent(owner.shareBp, !owner.exact)}
                  </>
                ) : (
                  "—"
                )}
              </td>
            </tr>
          );
        })}
      </Sheet>
    </section>
  );
}
