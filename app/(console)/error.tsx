"use client";

import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { QueryFailure } from "./_components/query-failure";

/** A page of the console whose data did not come. */
export default function ConsoleError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const { reset: forget } = useQueryErrorResetBoundary();
  return (
    <QueryFailure
      error={error}
      requestId={error.digest}
      onRetry={() => {
        forget();
        reset();
      }}
    />
  );
}
