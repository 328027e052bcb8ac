"use client";

import { useTranslations } from "next-intl";
import { Masked } from "@/components/customers/masked";
import { type Fact, FactList, Statement } from "@/components/patterns/facts";
import { SectionHead } from "@/components/patterns/headers";
import type { RequestDetail } from "./request";
import { useCodeWords } from "./use-code-words";
import { type PartnerChoice, usePartners } from "./use-partners";

/** What is asked, in the requester's words, and what he named besides. */
export function AskedPanel({ item }: { item: RequestDetail }) {
  const t = useTranslations("privacy.page.asked");
  const words = useTranslations("privacy");
  const facts = useAskedFacts(item);
  // A request of the public form or the app was entered by nobody: its channel says all there is.
  const enteredBy = item.registeredBy.startsWith("system:") ? [] : [item.registeredBy];
  return (
    <>
      <SectionHead title={t("title")} note={t(`notes.${item.type}`)} ruled />
      <Statement text={item.words ?? t("noWords")} by={[words(`channels.${item.channel}`), ...enteredBy]} />
      {facts.length > 0 ? <FactList facts={facts} /> : null}
    </>
  );
}

function useAskedFacts({ asked, person, claim }: RequestDetail): Fact[] {
  const t = useTranslations("privacy.page.asked");
  const say = useCodeWords();
  const many = (values: readonly string[] | "all-optional" | undefined, path: string): string | null => {
    if (values === undefined) return null;
    return values === "all-optional" ? t("allOptional") : values.map((value) => say(path, value)).join(t("and"));
  };
  const purposes = many(asked.purposes, "consents.purposes");
  const channels = many(asked.channels, "letters.channels");
  const named = Array.isArray(asked.partnerIds) ? asked.partnerIds : [];
  const known = usePartners(named.length > 0).filter(({ id }) => named.includes(id));
  const partners = asked.partnerIds === "all-optional" ? t("allOptional") : namesOf(named, known);
  function namesOf(ids: readonly string[], partners: readonly PartnerChoice[]): string | null {
    if (ids.length === 0) return null;
    return partners.length === ids.length
      ? partners.map(({ name }) => name).join(t("and"))
      : t("partnerCount", { count: ids.length });
  }
  return [
    ...(asked.items ?? []).map(({ field, value }, place) => ({
      id: `item-${place}`,
      label: say("corrections.fields", field),
      value: t("shouldBe", { value }),
    })),
    ...(purposes ? [{ id: "purposes", label: t("purposes"), value: purposes }] : []),
    ...(channels ? [{ id: "channels", label: t("channels"), value: channels }] : []),
    ...(partners === null ? [] : [{ id: "partners", label: t("partners"), value: partners }]),
    ...(person
      ? [
          { id: "person", label: t("person"), value: <Masked value={person.name} /> },
          { id: "contact", label: t("contact"), value: <Masked value={person.contact} /> },
        ]
      : []),
    ...(claim
      ? [
          { id: "claimName", label: t("claimName"), value: <Masked value={claim.name} /> },
          { id: "claimPhone", label: t("claimPhone"), value: <Masked value={claim.phone} /> },
        ]
      : []),
  ];
}
