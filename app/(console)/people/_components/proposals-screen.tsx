"use client";

import { useTranslations } from "next-intl";
import { PageLayout } from "@/components/patterns/layouts";
import { ProposalsPanel } from "@/components/people/proposals-panel";
import { PeopleHead } from "./people-tabs";

/** What waits for a second administrator. */
export function ProposalsScreen() {
  const t = useTranslations("people.desk");
  return (
    <PageLayout label={t("proposalsTitle")} header={<PeopleHead current="proposals" />}>
      <ProposalsPanel />
    </PageLayout>
  );
}
