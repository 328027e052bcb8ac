"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { momentOf } from "@/components/patterns/fields/moment-field";
import type { RegisterSightingInput } from "@/domain/incidents/schema";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { DeedDialog } from "./deed-dialog";
import { Choice, clockOf, Line, Words } from "./form-parts";

type Channel = RegisterSightingInput["channel"];
const CHANNELS = ["phone", "letter", "online", "counter"] as const satisfies readonly Channel[];

/** Enters that a customer says his data came out: it opens an incident, or joins an open one. Gives the incident's number. */
export function SightingDialog(props: { customerId: string; now: Instant; onEnd(number: string | null): void }) {
  const { customerId, now, onEnd } = props;
  const t = useTranslations("incidents.page.forms.sighting");
  const words = useTranslations("incidents");
  const format = useFormat();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.incidents.open.queryOptions({}));
  const register = useCommand(useTRPCClient().incidents.registerSighting.mutate);
  const [incident, setIncident] = useState("");
  const [channel, setChannel] = useState<Channel>("phone");
  const [day, setDay] = useState(clockOf(now));
  const [said, setSaid] = useState("");
  const send = async () => {
    const receivedAt = momentOf(day) ?? now;
    const asked = { customerId, incidentId: incident || null, channel, receivedAt, words: said };
    const answer = await register.run(asked);
    if (answer?.ok) onEnd(answer.result.number);
    return false;
  };
  const open = (data?.rows ?? []).map(({ id, number, kind, discoveredAt }) => ({
    value: id,
    label: [number, words(`kinds.${kind as "leak"}`), format.dateTime(discoveredAt as Instant)].join(" · "),
  }));
  return (
    <DeedDialog title={t("title")} verb={t("verb")} deed={register} send={send} onEnd={() => onEnd(null)}>
      <Choice<string>
        label={t("incident")}
        value={incident}
        options={[{ value: "", label: t("new") }, ...open]}
        onChange={setIncident}
      />
      <Choice
        label={t("channel")}
        value={channel}
        options={CHANNELS.map((value) => ({ value, label: words(`channels.${value}`) }))}
        onChange={setChannel}
      />
      <Line label={t("day")} type="datetime-local" value={day} max={clockOf(now)} onChange={setDay} required />
      <Words label={t("words")} value={said} onChange={setSaid} rows={4} required />
    </DeedDialog>
  );
}
