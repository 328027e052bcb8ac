import type { LocalDate } from "../../shared/time";
import type { DocumentKind, Reading } from "../model";
import { readIdBack, readIdFront } from "./id-card";
import { readLicence } from "./licence";
import { looksLike, misplaced } from "./looks-like";
import type { Recognised, SeenProblem, TextReading } from "./model";
import { readTravelPaper } from "./passport";
import { compact } from "./text";

/**
 * Reads what was recognised on a picture handed in as `kind`. A picture of something else is not read for values: they
 * would stand beside the wrong paper. `today` (Asia/Shanghai) tells the century of two-digit years. Never refuses: what
 * cannot be read is not there.
 */
export function readText(recognised: Recognised, kind: DocumentKind, today: LocalDate): TextReading {
  if (kind === "hand-held") return { readings: [], looksLike: null, problem: null };
  const shown = looksLike(recognised);
  const elsewhere = misplaced(recognised, kind);
  if (elsewhere === "wrong-side" || elsewhere === "wrong-paper") {
    return { readings: [], looksLike: shown, problem: elsewhere };
  }
  const { readings, problem } = valuesOf(recognised, kind, today);
  const seen = elsewhere ?? problem ?? (readings.length === 0 ? "not-readable" : null);
  return { readings: bounded(readings), looksLike: shown, problem: seen };
}

function valuesOf(
  recognised: Recognised,
  kind: DocumentKind,
  today: LocalDate,
): { readings: readonly Reading[]; problem: SeenProblem | null } {
  if (kind === "id-front" && !isForeignResident(recognised)) {
    return { readings: readIdFront(recognised), problem: null };
  }
  if (kind === "id-back") return { readings: readIdBack(recognised), problem: null };
  if (kind === "business-licence") return { readings: readLicence(recognised), problem: null };
  const { readings, zone } = readTravelPaper(kind, recognised, today);
  return { readings, problem: zone && !zone.holds ? "zone-check-digit" : null };
}

/** The card of a foreign permanent resident has the labels of a travel paper, in two languages. */
function isForeignResident({ lines }: Recognised): boolean {
  return lines.some(({ text }) => /永久居留|PERMANENTRESIDEN/i.test(compact(text)));
}

/** Text on a picture may be as long as it likes; what is kept of it is not. */
const LONGEST = 1_000;
function bounded(readings: readonly Reading[]): Reading[] {
  return readings.map((one) => ({ ...one, value: one.value.slice(0, LONGEST) }));
}
