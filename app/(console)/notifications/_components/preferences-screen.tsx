"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { PagePath } from "@/components/frame/page-path";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { TableSkeleton } from "@/components/patterns/skeleton";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { QueryFailure } from "../../_components/query-failure";
import { MailState } from "./mail-state";
import { NotificationTabs } from "./notification-tabs";
import { PreferencesForm } from "./preferences-form";

/** How one wants to be told; for who looks after the programme, how its e-mail fares. */
export function PreferencesScreen() {
  const t = useTranslations("notifications");
  const trpc = useTRPC();
  const can = useCan();
  const found = useQuery(trpc.notifications.preferences.queryOptions({}));
  return (
    <PageLayout
      label={t("page.preferences")}
      header={
        <>
          <PagePath steps={[t("title"), t("page.preferences")]} />
          <PageHeader title={t("page.preferences")} ruled>
            <NotificationTabs current="preferences" />
          </PageHeader>
        </>
      }
    >
      <div className="hg-measure">
        {found.data ? (
          <PreferencesForm key={found.data.version} found={found.data} />
        ) : found.error ? (
          <QueryFailure error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <TableSkeleton rows={8} columns={3} />
        )}
        {can("notifications.mail.read") ? <MailState /> : null}
      </div>
    </PageLayout>
  );
}
