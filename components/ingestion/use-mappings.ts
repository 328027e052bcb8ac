"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useBilingual } from "@/lib/bilingual";
import { useTRPC } from "@/lib/trpc/client";
import type { RouterOutputs } from "@/lib/trpc/types";

export type MappingRow = RouterOutputs["ingestion"]["mappingsList"]["mappings"][number];

/** What a file may be read as, and what a mapping is called: its title, with the version of one a person wrote. */
export function useMappings(): { readonly mappings: readonly MappingRow[]; titleOf(ref: string): string } {
  const trpc = useTRPC();
  const t = useTranslations("ingestion.page.upload");
  const labels = useTranslations("ingestion.labels.mappings") as unknown as {
    (id: string): string;
    has(id: string): boolean;
  };
  const say = useBilingual();
  const query = useQuery(trpc.ingestion.mappingsList.queryOptions({}));
  const mappings = query.data?.mappings ?? [];
  return {
    mappings,
    titleOf: (ref) => {
      const [name = "", version = ""] = ref.split("@");
      if (version === "" && labels.has(name)) return labels(name);
      const known = mappings.find(({ id }) => id === name);
      return known && version !== "" ? t("version", { title: say(known.title), version }) : ref;
    },
  };
}
