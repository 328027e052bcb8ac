"use client";

import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { JobsSection } from "./jobs-section";
import { KeyRingSection } from "./key-ring-section";
import { RunsSection } from "./runs-section";

/** The key ring with its rotations, and the runs of backup and drill. */
export function OperationsScreen() {
  const t = useTranslations("operations");
  return (
    <PageLayout label={t("title")} header={<PageHeader title={t("title")} ruled />}>
      <KeyRingSection />
      <RunsSection />
      <JobsSection />
    </PageLayout>
  );
}
