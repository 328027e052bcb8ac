"use client";

import type { ReactNode } from "react";
import { QueryProblem } from "./query-problem";

/**
 * What a query answered, its shape while it has not, or what went wrong. An answer stays while a later question fails.
 */
export function Loaded<T>(props: {
  query: { readonly data: T | undefined; readonly error: unknown; readonly isPending: boolean; refetch(): unknown };
  /** What is asked for, as the problem names it. */
  what: string;
  skeleton: ReactNode;
  children(data: T): ReactNode;
}) {
  const { data, error, isPending, refetch } = props.query;
  if (data !== undefined) return props.children(data);
  if (isPending) return props.skeleton;
  return <QueryProblem what={props.what} error={error} onRetry={() => void refetch()} />;
}
