"use client";

import { useEffect, useState } from "react";

const EVERY_MS = 200;

/** Whole seconds since a moment in milliseconds, moving on by itself while `running`. */
export function useCallClock(sinceMs: number, running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS);
    return () => clearInterval(timer);
  }, [running]);
  return Math.max(0, Math.floor((now - sinceMs) / 1_000));
}
