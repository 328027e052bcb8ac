"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FilterField } from "@/components/patterns/data-table/filter-bar";
import { WORK_ITEM_STATES } from "@/domain/worklist/model";
import { HOLDERS, PRIORITY_NAMES, PROMISED, RESTING, WAITING } from "@/domain/worklist/schema";
import { STANDINGS } from "@/domain/worklist/standing";
import { useBilingual } from "@/lib/bilingual";
import { useTRPC } from "@/lib/trpc/client";
import { useCan } from "@/lib/use-can";
import { useVisibleKinds } from "./work-tabs";

/** What the list may be filtered by, in words. Queues and people are those the reader may know. */
export function useFields(): readonly FilterField[] {
  const t = useTranslations("worklist");
  const say = useBilingual();
  const trpc = useTRPC();
  const can = useCan();
  const kinds = useVisibleKinds();
  const { data: queues } = useQuery(trpc.worklist.queues.queryOptions({}));
  const { data: people } = useQuery(
    trpc.worklist.colleagues.queryOptions(
      { purpose: "assign" },
      { enabled: can("worklist.assign"), staleTime: 60_000 },
    ),
  );
  const pick = <V extends string>(key: string, values: readonly V[], label: (value: V) => string): FilterField => ({
    kind: "enum",
    key,
    label: t(`filters.${key as "kind"}`),
    options: values.map((value) => ({ value, label: label(value) })),
  });
  return [
    pick("kind", kinds, (kind) => t(`kinds.${kind}`)),
    pick("holder", HOLDERS, (who) => t(`holders.${who}`)),
    pick("resting", RESTING, (how) => t(`resting.${how}`)),
    pick("standing", STANDINGS, (standing) => t(`standings.${standing}`)),
    pick("priority", PRIORITY_NAMES, (name) => t(`priorities.${name}`)),
    pick("promised", PROMISED, (promise) => t(`promised.${promise}`)),
    pick("state", WORK_ITEM_STATES, (state) => t(`states.${state}`)),
    pick("waiting", WAITING, (who) => t(`waiting.${who}`)),
    {
      kind: "enum",
      key: "queue",
      label: t("filters.queue"),
      options: (queues ?? []).map(({ id, name }) => ({ value: id, label: say(name) })),
    },
    ...(people
      ? [
          {
            kind: "enum" as const,
            key: "assignee",
            label: t("filters.assignee"),
            options: people.map(({ person }) => ({ value: person.id, label: say(person.name) })),
          },
        ]
      : []),
    { kind: "date-range", key: "due", label: t("filters.due") },
    { kind: "date-range", key: "opened", label: t("filters.opened") },
  ];
}
