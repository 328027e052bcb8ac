import type { z } from "zod";
import { REPORT_CONTENTS } from "@/domain/incidents/model";
import type { incidentDetail } from "@/domain/incidents/schema";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import en from "@/messages/en/incidents.json";
import zhCN from "@/messages/zh-CN/incidents.json";
import type { PdfPaper } from "@/server/kernel/pdf";

const WORDS = { "zh-CN": zhCN, en } as const;
type Detail = z.output<typeof incidentDetail>;

/** A moment as Shanghai's day and minute. */
const clockTime = (at: string): string =>
  `${shanghaiDate(at as Instant)} ${new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16)}`;

/** The report to an authority as a paper; undefined where the incident has no such version. */
export function reportPaper(
  incident: Detail,
  reportId: string,
  language: "zh-CN" | "en",
  at: string,
): PdfPaper | undefined {
  const report = incident.reports.find(({ id }) => id === reportId);
  if (!report) return undefined;
  const words = WORDS[language];
  const { paper } = words;
  const row = (name: string, value: string) => ({ kind: "row" as const, name, value });
  return {
    title: report.supplement ? paper.supplement : paper.title,
    institution: paper.institution,
    language,
    parts: [
      row(paper.number, `${incident.number} · ${report.sequence}`),
      row(paper.authority, words.authorities[report.authority]),
      row(paper.kind, `${words.kinds[incident.kind]} · ${words.certainties[incident.certainty]}`),
      row(paper.severity, words.severities[incident.severity]),
      row(paper.discovered, clockTime(incident.discoveredAt)),
      row(paper.persons, String(Math.max(incident.estimate, incident.persons))),
      row(paper.systems, incident.systems.map((system) => words.systems[system]).join("、") || "—"),
      ...REPORT_CONTENTS.flatMap((name) => [
        { kind: "heading" as const, text: words.reportContents[name] },
        { kind: "text" as const, text: report.words[name] || "—" },
      ]),
      { kind: "lines" as const, names: [paper.signed, paper.received] },
    ],
    foot: (page, pages) => `${incident.number} · ${page}/${pages}`,
    at,
  };
}
