"use client";

import { useSyncExternalStore } from "react";
import { type Instant, instantFromEpoch } from "@/domain/shared/time";

const EVERY_MS = 20_000;

let latest: Instant | null = null;

function subscribe(changed: () => void): () => void {
  const timer = setInterval(() => {
    latest = instantFromEpoch(Date.now());
    changed();
  }, EVERY_MS);
  return () => clearInterval(timer);
}

function read(): Instant {
  latest ??= instantFromEpoch(Date.now());
  return latest;
}

/** The reader's present moment, moving on by itself; null while the page is made on the server. */
export function useNow(): Instant | null {
  return useSyncExternalStore(subscribe, read, () => null);
}
