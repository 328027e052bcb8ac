"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { SectionHead } from "@/components/patterns/headers";
import { StatusMark } from "@/components/patterns/status";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useNow } from "@/lib/use-now";
import { OBJECTION_TONE } from "./objection";
import { OBJECTIONS_PATH } from "./paths";
import { RegisterDialog } from "./register-dialog";

/** How many objections of the customer are listed, the latest first. */
const MOST = 5;

/** The customer's objections, and the way to enter one; nothing for who may not see them. */
export function CustomerObjections({ customerId }: { customerId: string }) {
  const can = useCan();
  return can("objections.read") ? <Objections customerId={customerId} /> : null;
}

function Objections({ customerId }: { customerId: string }) {
  const t = useTranslations("objections.page");
  const words = useTranslations("objections");
  const can = useCan();
  const now = useNow();
  const trpc = useTRPC();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<ReactNode>(null);
  const input = { filters: { customer: customerId }, sort: "receivedAt" as const, order: "desc" as const, limit: MOST };
  const { data } = useQuery(trpc.objections.list.queryOptions(input));
  const rows = data?.rows ?? [];
  const may = can("objections.register");
  if (rows.length === 0 && !may) return null;
  return (
    <section aria-label={t("title")}>
      <SectionHead
        title={t("title")}
        ruled
        aside={
          may ? (
            <Button small onClick={() => setAsking(true)}>
              {t("registerForm.button")}
            </Button>
          ) : null
        }
      />
      {said ? (
        <p className="hg-small hg-ink-2 px-(--gutter) pb-2" role="status">
          {said}
        </p>
      ) : null}
      <ul className="hg-small grid gap-1 px-(--gutter) pb-2" hidden={rows.length === 0}>
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3">
            <StatusMark tone={OBJECTION_TONE[row.state]}>{words(`states.${row.state}`)}</StatusMark>
            <Link className="hg-text-link hg-mono" href={`${OBJECTIONS_PATH}/${row.id}`}>
              {row.number}
            </Link>
            <span>{words(`grounds.${row.ground}`)}</span>
            <span className={row.late ? "hg-late" : "hg-ink-3"}>{row.dueRaw}</span>
          </li>
        ))}
      </ul>
      {asking && now ? (
        <RegisterDialog
          customerId={customerId}
          now={now}
          onEnd={(done) => {
            setAsking(false);
            setSaid(done ? t("registerForm.done", { number: done.number, due: done.dueOn }) : null);
          }}
        />
      ) : null}
    </section>
  );
}
