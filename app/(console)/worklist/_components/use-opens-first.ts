"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { WORKLIST_PATH } from "@/components/worklist/work";
import { useTRPC } from "@/lib/trpc/client";
import { viewHref } from "./list-state";

/** Coming to the worklist without an address of one's own leads to the view or queue marked to open first, once. */
export function useOpensFirst(): void {
  const trpc = useTRPC();
  const router = useRouter();
  const asked = useRef(false);
  const { data: views } = useQuery(trpc.worklist.views.queryOptions({}));
  const { data: queues } = useQuery(trpc.worklist.queues.queryOptions({}));
  useEffect(() => {
    if (!views || !queues || asked.current) return;
    asked.current = true;
    if (window.location.search !== "") return;
    const view = views.find(({ opensFirst }) => opensFirst);
    const queue = queues.find(({ opensFirst }) => opensFirst);
    if (view) router.replace(viewHref(view.state));
    else if (queue) router.replace(`${WORKLIST_PATH}?queue=${queue.id}&sort=urgency.asc`);
  }, [views, queues, router]);
}
