import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConnectionTabs } from "@/components/connections/connection-tabs";
import { CodesTable, DoorsTable } from "@/components/connections/reference-tables";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { getQueryClient, trpc } from "@/lib/trpc/server";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connections.reference"))("title") };
}

/** What the machine door takes and answers, for the people who connect systems to it. */
export default async function ReferencePage() {
  const t = await getTranslations("connections.reference");
  const page = await getTranslations("connections.page");
  const { keyBurst, keyPerSecond, batchRows } = CONNECTIONS_POLICY;
  const doors = await getQueryClient().fetchQuery(trpc.connections.doors.queryOptions({}));
  return (
    <PageLayout
      label={page("reference")}
      header={
        <>
          <PageHeader title={page("title")} />
          <ConnectionTabs current="reference" />
        </>
      }
    >
      <div className="p-(--gutter)">
        <p>{t("intro")}</p>
        <p>{t("limits", { burst: keyBurst, rate: keyPerSecond, rows: batchRows })}</p>
        <p>{t("hooks")}</p>
        <p>
          <a className="hg-text-link" href="/api/v1/openapi.json">
            {t("download")}
          </a>
        </p>
      </div>
      <DoorsTable doors={doors} />
      <CodesTable />
    </PageLayout>
  );
}
