"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { StatusMark } from "@/components/patterns/status";
import type { Tone } from "@/components/patterns/tone";
import { ConfirmDialog } from "@/components/people/confirm-dialog";
import { Button } from "@/components/ui/button";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import type { EndpointRow } from "@/domain/connections/schema";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";

const TONE: Readonly<Record<EndpointRow["state"], Tone>> = { active: "done", disabled: "idle", suspended: "late" };

/** One endpoint: what it is told, how that goes, and what can be done about it. */
export function EndpointCard(props: { endpoint: EndpointRow; manages: boolean; onSecret(secret: string): void }) {
  const { endpoint } = props;
  const t = useTranslations("connections.webhooks");
  const format = useFormat();
  return (
    <article className="hg-ruled-below p-(--gutter)" aria-label={endpoint.name}>
      <div className="flex flex-wrap items-center gap-3">
        <StatusMark tone={TONE[endpoint.state]}>{t(`states.${endpoint.state}`)}</StatusMark>
        <strong>{endpoint.name}</strong>
        <span className="hg-mono hg-small hg-clip max-w-96" title={endpoint.url}>
          {endpoint.url}
        </span>
        <span className="hg-small hg-ink-3">
          {t("counts", {
            delivered: format.count(endpoint.delivered),
            pending: format.count(endpoint.pending),
            dead: format.count(endpoint.dead),
          })}
        </span>
      </div>
      <p className="hg-small hg-ink-3">
        {endpoint.kinds.map((kind) => t(`kindNames.${kind as "import.failed"}`)).join(" · ")}
        {endpoint.failingSince ? (
          <span className="hg-late"> {t("failing", { at: format.dateTime(endpoint.failingSince as Instant) })}</span>
        ) : null}
      </p>
      {props.manages ? <Acts endpoint={endpoint} onSecret={props.onSecret} /> : null}
    </article>
  );
}

function Acts({ endpoint, onSecret }: { endpoint: EndpointRow; onSecret(secret: string): void }) {
  const t = useTranslations("connections.webhooks");
  const client = useTRPCClient();
  const attempt = useAttemptText();
  const [open, setOpen] = useState<"rotate" | "delete" | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const test = useCommand(client.connections.testEndpoint.mutate);
  const off = useCommand(client.connections.disableEndpoint.mutate);
  const on = useCommand(client.connections.enableEndpoint.mutate);
  const again = useCommand(client.connections.replayDeliveries.mutate);
  const rotate = useCommand(client.connections.rotateEndpoint.mutate);
  const remove = useCommand(client.connections.deleteEndpoint.mutate);
  const input = { endpointId: endpoint.id };
  const active = endpoint.state === "active";
  const problem = [test, off, on, again].map(attempt).find((text) => text !== null);
  const replay = async () => {
    const answer = await again.run(input);
    if (answer?.ok) setSaid(t("replayed", { count: answer.result?.count ?? 0 }));
  };
  return (
    <div className="flex flex-wrap items-center gap-1 pt-2">
      {active ? (
        <Button
          small
          busy={test.pending}
          onClick={() => void test.run(input).then((answer) => (answer?.ok ? setSaid(t("tested")) : undefined))}
        >
          {t("test")}
        </Button>
      ) : null}
      <Button small busy={on.pending || off.pending} onClick={() => void (active ? off : on).run(input)}>
        {t(active ? "disable" : "enable")}
      </Button>
      <Button small onClick={() => setOpen("rotate")}>
        {t("rotate")}
      </Button>
      {endpoint.dead > 0 ? (
        <Button small busy={again.pending} onClick={() => void replay()}>
          {t("replayAll")}
        </Button>
      ) : null}
      <Button small onClick={() => setOpen("delete")}>
        {t("delete")}
      </Button>
      <span role="status" className="hg-small">
        {problem ?? said}
      </span>
      {open === "rotate" ? (
        <ConfirmDialog
          title={t("rotateTitle", { name: endpoint.name })}
          verb={t("rotate")}
          pending={rotate.pending}
          problem={attempt(rotate)}
          onClose={() => setOpen(null)}
          onSubmit={async () => {
            const answer = await rotate.run(input);
            if (!answer?.ok || !answer.result) return;
            setOpen(null);
            onSecret(answer.result.secret);
          }}
        >
          <p>{t("rotateHelp", { hours: CONNECTIONS_POLICY.overlapHours })}</p>
        </ConfirmDialog>
      ) : null}
      {open === "delete" ? (
        <ConfirmDialog
          title={t("deleteTitle", { name: endpoint.name })}
          verb={t("delete")}
          negative
          pending={remove.pending}
          problem={attempt(remove)}
          stepUp={false}
          onClose={() => setOpen(null)}
          onSubmit={async () => {
            const answer = await remove.run(input);
            if (answer?.ok) setOpen(null);
          }}
        >
          <p>{t("deleteHelp")}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
