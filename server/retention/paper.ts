import { type CertificateContent, signedText } from "@/domain/retention/certificate";
import { type Instant, shanghaiMinute } from "@/domain/shared/time";
import en from "@/messages/en/retention.json";
import zhCN from "@/messages/zh-CN/retention.json";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import type { PdfPaper, PdfPart } from "@/server/kernel/pdf";

const WORDS = { "zh-CN": zhCN, en } as const;
export type PaperLanguage = keyof typeof WORDS;

/** A certificate as it is exported: what was signed, by which key, and how. */
export type CertificateFile = {
  readonly content: CertificateContent;
  readonly keyId: string;
  readonly publicKey: string | null;
  readonly signature: string;
};

const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
const row = (name: string, value: string | number | null): PdfPart[] =>
  value === null ? [] : [{ kind: "row", name, value: String(value) }];

function whatWent(content: CertificateContent, language: PaperLanguage): PdfPart[] {
  const { paper, page, classes, anchors } = WORDS[language];
  const term =
    content.anchor === null || content.years === null
      ? null
      : fill(page.fromAnchor, { anchor: anchors[content.anchor], years: content.years });
  return [
    { kind: "heading", text: page.what },
    ...row(paper.number, content.number),
    ...row(paper.programme, content.programme),
    ...row(paper.subject, content.subject.id),
    ...row(page.columns.class, classes[content.class]),
    ...row(page.erasedAt, shanghaiMinute(content.erasedAt as Instant)),
    ...row(paper.by, content.erasedBy),
    ...row(page.columns.keptUntil, content.keptUntil),
    ...row(page.columns.term, term),
    ...row(page.endedOn, content.endedOn),
    ...row(paper.request, content.requestId),
    ...row(page.columns.basis, content.basis.map(({ ruleId, version }) => `${ruleId} v${version}`).join("\n")),
  ];
}

function howItWent(content: CertificateContent, language: PaperLanguage): PdfPart[] {
  const { page, paper, backups } = WORDS[language];
  const tables = Object.entries(content.tables).map(([table, count]) => `${table}  ${count}`);
  return [
    { kind: "heading", text: page.destroyed },
    ...row(page.keys, content.keys.join("\n") || paper.none),
    ...row(page.searchKeys, content.searchKeys),
    ...row(page.files, content.files),
    ...row(page.tables, tables.join("\n") || paper.none),
    { kind: "text", text: backups[content.backups] },
  ];
}

/** A certificate as a paper: what went, by which rule, how, and all that is needed to check it against its file. */
export function certificatePaper(file: CertificateFile, language: PaperLanguage): PdfPaper {
  const { page, paper } = WORDS[language];
  const { content, keyId, publicKey, signature } = file;
  return {
    title: paper.title,
    institution: content.legalEntity,
    language,
    at: content.erasedAt,
    parts: [
      ...whatWent(content, language),
      ...howItWent(content, language),
      { kind: "heading", text: page.signature },
      ...row(page.key, keyId),
      ...row(paper.publicKey, publicKey),
      ...row(page.signature, signature),
      ...row(paper.sha256, sha256Hex(Buffer.from(signedText(content), "utf8"))),
      { kind: "text", text: fill(paper.verify, { number: content.number }) },
    ],
    foot: (at, pages) => `${content.number} · ${fill(paper.page, { page: at, pages })}`,
  };
}
