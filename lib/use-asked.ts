"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useCallback } from "react";

/**
 * Whether a dialog of this page is open, kept in the address as `?do=<verb>`: a command typed elsewhere leads straight
 * to it, and a reload keeps it. Opening does nothing but show the form.
 */
export function useAsked(verb: string): readonly [boolean, (open: boolean) => void] {
  const [asked, setAsked] = useQueryState("do", parseAsString);
  const set = useCallback((open: boolean) => void setAsked(open ? verb : null), [setAsked, verb]);
  return [asked === verb, set];
}
