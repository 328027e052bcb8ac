"use client";

import { useTranslations } from "next-intl";
import { useListUrl } from "@/components/patterns/data-table/list-url";
import { deadInstructionsList } from "@/domain/controls/core-lists";
import { useTRPCClient } from "@/lib/trpc/client";
import { useListQuery } from "@/lib/use-list-query";
import { DeadList } from "./dead-list";
import { deadInput } from "./difference-paths";

/** The list of orders that got nowhere, in its address. */
export function DeadScreen() {
  const t = useTranslations("controls.dead");
  const client = useTRPCClient();
  const url = useListUrl({
    sortable: deadInstructionsList.sorts,
    defaultSort: { column: deadInstructionsList.defaultSort, direction: deadInstructionsList.defaultOrder },
    filterKeys: ["cause", "verb", "accountId"],
  });
  const input = deadInput({
    ...url.filters,
    ...(url.sort ? { sort: `${url.sort.column}.${url.sort.direction}` } : {}),
  });
  const list = useListQuery({
    name: deadInstructionsList.name,
    input,
    fetchPage: (cursor) => client.controls.deadInstructions.query({ ...input, ...(cursor ? { cursor } : {}) }),
  });
  return (
    <div className="hg-work hg-single">
      <section className="hg-pane hg-list-pane" aria-label={t("label")}>
        <DeadList url={url} list={list} />
      </section>
    </div>
  );
}
