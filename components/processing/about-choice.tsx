"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Choice } from "@/components/incidents/form-parts";
import { PURPOSE_NAMES } from "@/domain/consents/model";
import type { AboutType } from "@/domain/processing/model";
import { ACTIVITIES_LIST } from "@/domain/processing/schema";
import { PARTNERS_LIST } from "@/domain/sharing/schema";
import { readListInput } from "@/lib/list-input";
import { useTRPC } from "@/lib/trpc/client";

type Option = { readonly value: string; readonly label: string };

/** What an assessment is about, chosen by its name: a partner, a purpose, an activity. */
export function AboutChoice(props: { label: string; type: AboutType; value: string; onChange(id: string): void }) {
  const t = useTranslations("processing.assessmentForm");
  const purposes = useTranslations("consents.purposes");
  const trpc = useTRPC();
  const partners = useQuery({
    ...trpc.sharing.partners.queryOptions(readListInput(PARTNERS_LIST, {})),
    enabled: props.type === "partner",
  });
  const activities = useQuery({
    ...trpc.processing.activities.queryOptions(readListInput(ACTIVITIES_LIST, {})),
    enabled: props.type === "activity",
  });
  const rows = (props.type === "partner" ? partners.data?.rows : activities.data?.rows) ?? [];
  const options: Option[] =
    props.type === "purpose"
      ? PURPOSE_NAMES.map((value) => ({ value, label: purposes(value) }))
      : rows.map(({ id, number, name }) => ({ value: id, label: `${name} ${number}` }));
  const unchosen: Option[] = props.value === "" ? [{ value: "", label: t("choose") }] : [];
  return (
    <Choice
      label={props.label}
      value={props.value}
      required
      options={[...unchosen, ...options]}
      onChange={props.onChange}
    />
  );
}
