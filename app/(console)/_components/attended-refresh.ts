"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

const EVERY_MS = 60_000;
/** Without a hand on keyboard or mouse for this long nothing is asked, so that an idle session can end. */
const ATTENDED_MS = 5 * 60_000;
const SIGNS_OF_LIFE = ["pointerdown", "pointermove", "keydown", "scroll"] as const;

/** Asks some queries again every minute while somebody is there. */
export function useAttendedRefresh(keys: readonly QueryKey[]): void {
  const client = useQueryClient();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let seen = performance.now();
    const note = () => {
      seen = performance.now();
    };
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, note, { passive: true, capture: true });
    const timer = setInterval(() => {
      if (document.hidden || performance.now() - seen > ATTENDED_MS) return;
      for (const queryKey of latest.current) void client.invalidateQueries({ queryKey });
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, note, { capture: true });
    };
  }, [client]);
}
