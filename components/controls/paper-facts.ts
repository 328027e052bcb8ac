"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Fact } from "@/components/patterns/facts";
import type { Instant } from "@/domain/shared/time";
import { useFormat } from "@/lib/format/use-format";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import type { MeasureDetail } from "./measure";

type Paper = NonNullable<MeasureDetail["paper"]>;

/** What this viewer may read of the paper itself. `open`: false where he may not open it, or it cannot be had. */
export type PaperFacts = { readonly open: boolean; readonly number: string | null; readonly facts: readonly Fact[] };

/** The number of a measure's paper and what it says of its origin, asked of the desk that keeps it. */
export function usePaperFacts(paper: Paper | null): PaperFacts {
  const order = useOrderFacts(paper);
  const electronic = useElectronicFacts(paper);
  const loss = useLossFacts(paper);
  const found = order ?? electronic ?? loss;
  if (found) return found;
  const kept = paper?.type === "order" || paper?.type === "electronic-order" || paper?.type === "loss-report";
  return { open: paper !== null && !kept, number: paper?.number ?? null, facts: [] };
}

function useOrderFacts(paper: Paper | null): PaperFacts | null {
  const t = useTranslations("controls.page.paper");
  const trpc = useTRPC();
  const can = useCan();
  const asked = paper?.type === "order" && can("orders.read");
  const { data } = useQuery(trpc.orders.detail.queryOptions({ id: paper?.id ?? "" }, { enabled: asked, retry: false }));
  if (!asked || !data) return null;
  const facts = [
    { id: "authority", label: t("authority"), value: data.authorityName },
    { id: "document", label: t("document"), value: data.documentNumber },
    { id: "case", label: t("case"), value: data.caseNumber },
  ];
  return { open: true, number: data.number, facts };
}

function useElectronicFacts(paper: Paper | null): PaperFacts | null {
  const t = useTranslations("controls.page.paper");
  const trpc = useTRPC();
  const can = useCan();
  const asked = paper?.type === "electronic-order" && can("orders.read");
  const { data } = useQuery(
    trpc.orders.electronicOrder.queryOptions({ id: paper?.id ?? "" }, { enabled: asked, retry: false }),
  );
  if (!asked || !data) return null;
  const facts = [
    { id: "authority", label: t("authority"), value: data.authority },
    { id: "case", label: t("case"), value: data.caseNumber },
  ];
  return { open: true, number: data.number, facts };
}

function useLossFacts(paper: Paper | null): PaperFacts | null {
  const t = useTranslations("controls.page.paper");
  const format = useFormat();
  const trpc = useTRPC();
  const can = useCan();
  const asked = paper?.type === "loss-report" && can("losses.read");
  const { data } = useQuery(trpc.losses.detail.queryOptions({ id: paper?.id ?? "" }, { enabled: asked, retry: false }));
  if (!asked || !data) return null;
  const notice = data.notices[0]?.noticeAt;
  const facts = notice
    ? [{ id: "notice", label: t("noticeAt"), value: format.dateTime(notice as Instant, { seconds: true }) }]
    : [];
  return { open: true, number: data.number, facts };
}
