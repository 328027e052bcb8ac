"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { CustomerName } from "@/components/ledger/customer-name";
import { momentOf } from "@/components/patterns/fields/moment-field";
import { SectionHead } from "@/components/patterns/headers";
import { QueryProblem } from "@/components/patterns/query-problem";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { CONTACT_WAYS, type ContactWay } from "@/domain/incidents/model";
import type { Instant } from "@/domain/shared/time";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import { useListQuery } from "@/lib/use-list-query";
import { useNow } from "@/lib/use-now";
import { DeedDialog } from "./deed-dialog";
import { Choice, clockOf, Line } from "./form-parts";
import type { IncidentDetail } from "./incident";

const PERSON_TONE = { named: "wait", told: "idle", reached: "done", spared: "none" } as const;

/** People shown at once; the others page by page. */
const PAGE = 20;

/** The people concerned: counted, and the first of them with how their letters fared. */
export function PersonsSection({ item }: { item: IncidentDetail }) {
  const t = useTranslations("incidents.page");
  const words = useTranslations("incidents");
  const client = useTRPCClient();
  const now = useNow();
  const [calling, setCalling] = useState<string | null>(null);
  const question = { filters: { incident: item.id }, sort: "id", order: "asc", limit: PAGE } as const;
  const list = useListQuery({
    name: "incidents.persons",
    input: question,
    fetchPage: (cursor) => client.incidents.persons.query({ ...question, ...(cursor ? { cursor } : {}) }),
  });
  const { named, told, reached, spared } = item.counted;
  const total = named + told + reached + spared;
  return (
    <section aria-label={t("item.persons")}>
      <SectionHead title={t("item.persons")} ruled />
      <p className="hg-small px-(--gutter) pb-2">
        {total === 0 ? t("item.noPersons") : t("person.count", { total, ...item.counted })}
      </p>
      {list.error ? <QueryProblem what={t("person.failed")} error={list.error} onRetry={list.retry} /> : null}
      <ul className="hg-entries hg-incident-people">
        {list.rows.map((row) => (
          <li key={row.id}>
            <Link href={`/customers/${row.customer.id}`}>
              <CustomerName customer={row.customer} /> <span className="hg-small hg-ink-3">{row.customer.number}</span>
            </Link>
            <StatusMark tone={PERSON_TONE[row.state]}>{words(`personStates.${row.state}`)}</StatusMark>
            <span className={row.standing === "failed" ? "hg-late" : "hg-ink-3"}>
              {row.standing === "none" ? null : words(`standings.${row.standing}`)}
            </span>
            {item.may.work && row.state !== "reached" && row.state !== "spared" ? (
              <Button small variant="plain" onClick={() => setCalling(row.id)}>
                {t("person.record")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {list.more ? (
        <p className="px-(--gutter) pb-2">
          <Button small variant="quiet" busy={list.loadingMore} onClick={list.more}>
            {t("person.more")}
          </Button>
        </p>
      ) : null}
      {calling && now ? <ContactDialog personId={calling} now={now} onEnd={() => setCalling(null)} /> : null}
    </section>
  );
}

/** Records that a colleague reached somebody whom no message did. */
function ContactDialog({ personId, now, onEnd }: { personId: string; now: Instant; onEnd(): void }) {
  const t = useTranslations("incidents.page.forms.person");
  const words = useTranslations("incidents.ways");
  const record = useCommand(useTRPCClient().incidents.recordPerson.mutate);
  const [way, setWay] = useState<ContactWay>("phone");
  const [day, setDay] = useState(clockOf(now));
  const send = async () => (await record.run({ personId, way, at: momentOf(day) ?? now }))?.ok === true;
  return (
    <DeedDialog title={t("title")} verb={t("verb")} deed={record} send={send} onEnd={onEnd}>
      <Choice
        label={t("way")}
        value={way}
        options={CONTACT_WAYS.map((value) => ({ value, label: words(value) }))}
        onChange={setWay}
      />
      <Line label={t("day")} type="datetime-local" value={day} max={clockOf(now)} onChange={setDay} />
    </DeedDialog>
  );
}
