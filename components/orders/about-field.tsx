"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Choice, Line } from "@/components/people/choice";
import { useTRPC } from "@/lib/trpc/client";
import type { OrderDraft } from "./order-draft";

/** Which standing order a renewal or release is about: found by its number, the account's or the customer's. */
export function AboutField({ draft, change }: { draft: OrderDraft; change(next: Partial<OrderDraft>): void }) {
  const t = useTranslations("orders.page.form");
  const labels = useTranslations("orders.labels");
  const trpc = useTRPC();
  const [number, setNumber] = useState("");
  const given = useQuery({
    ...trpc.orders.about.queryOptions({ id: draft.aboutId ?? "" }),
    enabled: draft.aboutId !== null,
  });
  const said = number.trim();
  const found = useQuery({ ...trpc.orders.standing.queryOptions({ number: said || "-" }), enabled: said !== "" });
  const orders = found.data?.orders ?? (given.data ? [given.data] : []);
  const options = orders.map((order) => ({
    value: order.id,
    label: [
      order.number,
      ...(order.platform ? [t("onPlatform")] : []),
      order.authorityName,
      labels(`act.${order.act}`),
      labels(`state.${order.state}`),
    ].join(" · "),
  }));
  const [first] = orders;
  return (
    <>
      <Line label={t("aboutHelp")} value={number} onChange={setNumber} maxLength={20} />
      {options.length === 0 || !first ? (
        <p className="hg-hint self-end">{t("noneFound")}</p>
      ) : (
        <Choice
          label={t("about")}
          value={draft.aboutId ?? ""}
          onChange={(aboutId) => {
            const order = orders.find(({ id }) => id === aboutId);
            if (!order) return;
            const { authority, authorityName, caseNumber, basis } = order;
            change({ aboutId, authority, authorityName, caseNumber, basis });
          }}
          options={[{ value: "", label: "–" }, ...options]}
        />
      )}
    </>
  );
}
