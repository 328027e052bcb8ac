"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageHeader } from "@/components/patterns/headers";
import { PageLayout } from "@/components/patterns/layouts";
import { EmptyState } from "@/components/patterns/states";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { ConnectionTabs } from "./connection-tabs";
import { CreateEndpointDialog } from "./create-endpoint-dialog";
import { DeliveryLog } from "./delivery-log";
import { EndpointCard } from "./endpoint-card";
import { SecretDialog } from "./secret-dialog";

type Open = { kind: "create" } | { kind: "secret"; secret: string } | null;

/** Endpoints for news, and the log of what was sent to them. */
export function WebhooksScreen() {
  const t = useTranslations("connections.webhooks");
  const page = useTranslations("connections.page");
  const trpc = useTRPC();
  const can = useCan();
  const { endpoints } = useSuspenseQuery(trpc.connections.endpoints.queryOptions({})).data;
  const [open, setOpen] = useState<Open>(null);
  const manages = can("connections.manage");
  const shown = (secret: string) => setOpen({ kind: "secret", secret });
  const close = () => setOpen(null);
  return (
    <PageLayout
      label={page("webhooks")}
      header={
        <>
          <PageHeader title={page("title")}>
            {manages ? (
              <Button variant="primary" small icon={Plus} onClick={() => setOpen({ kind: "create" })}>
                {t("new")}
              </Button>
            ) : null}
          </PageHeader>
          <ConnectionTabs current="webhooks" />
        </>
      }
    >
      {endpoints.length === 0 ? (
        <EmptyState title={t("empty")} text={t(manages ? "emptyHelp" : "emptyRead")} />
      ) : (
        endpoints.map((endpoint) => (
          <EndpointCard key={endpoint.id} endpoint={endpoint} manages={manages} onSecret={shown} />
        ))
      )}
      <DeliveryLog endpoints={endpoints} manages={manages} />
      {open?.kind === "create" ? <CreateEndpointDialog onClose={close} onMade={shown} /> : null}
      {open?.kind === "secret" ? (
        <SecretDialog title={t("secretTitle")} help={t("secretHelp")} secret={open.secret} onClose={close} />
      ) : null}
    </PageLayout>
  );
}
