import { type FigureText, parseFigure } from "@/domain/rulebook/figures";
import type { RuleKind, RuleStatus, RuleVersion, Stance } from "@/domain/rulebook/model";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { DOCUMENTS } from "./documents";

/** What a row of any file says. What it leaves out comes from its document: valid time, and the file's usual status. */
type Common = {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly figures?: readonly FigureText[];
  /** Ids of the law rows behind it. */
  readonly law?: readonly string[];
  readonly status?: RuleStatus;
  readonly from?: string;
  readonly to?: string;
  readonly version?: number;
};

type SeedRow = Common & { readonly clause: string; readonly kind: RuleKind; readonly stance?: Stance };
type LawRow = Common & { readonly document: string; readonly clause: string };

/** When the house took these files over. A row changed later is a new version and says so on the console. */
const KNOWN_FROM = "2026-01-01T00:00:00.000Z" as Instant;

/** Dates of the files are taken as they stand, since every process loads them; a test reads each of them. */
const date = (text: string | null) => text as LocalDate | null;

function version(
  row: Common & Pick<SeedRow, "stance">,
  place: { document: string; clause: string; kind: RuleKind; status: RuleStatus },
): RuleVersion {
  const document = DOCUMENTS[place.document];
  if (!document) throw new RangeError(`rule ${row.id} names an unknown document: ${place.document}`);
  return {
    id: row.id,
    version: row.version ?? 1,
    document: place.document,
    clause: place.clause,
    kind: place.kind,
    title: { zh: row.zh, en: row.en },
    figures: (row.figures ?? []).map(parseFigure),
    status: row.status ?? place.status,
    validFrom: date(row.from ?? document.from),
    validTo: date(row.to ?? document.to),
    knownFrom: KNOWN_FROM,
    lawBehind: row.law ?? [],
    ...(row.stance ? { stance: row.stance } : {}),
    source: "file",
  };
}

/** Rows of one source document, read in full: `verified-seed` unless a row says otherwise. */
export function seedRows(document: string, rows: readonly SeedRow[]): readonly RuleVersion[] {
  return rows.map((row) => version(row, { document, clause: row.clause, kind: row.kind, status: "verified-seed" }));
}

/** Rows of legislation, `verified` unless a row says otherwise. */
export function lawRows(rows: readonly LawRow[]): readonly RuleVersion[] {
  return rows.map((row) =>
    version(row, { document: row.document, clause: row.clause, kind: "law", status: "verified" }),
  );
}

/** Conflicts between texts and what the console chose. */
export function trapRows(rows: readonly Common[]): readonly RuleVersion[] {
  return rows.map((row) => version(row, { document: "traps", clause: "—", kind: "trap", status: "verified" }));
}
