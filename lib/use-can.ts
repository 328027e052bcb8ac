"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Permission } from "@/domain/permissions";
import { useTRPC } from "./trpc/client";

/** The person signed in, as the server last said. */
export function useMe() {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.identity.me.queryOptions({}, { staleTime: 60_000 })).data;
}

/** Whether the reader holds a permission: for what to show. The server asks again before it does anything. */
export function useCan(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return useCallback((permission) => permissions.includes(permission), [permissions]);
}
