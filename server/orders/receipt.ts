import { createHash } from "node:crypto";
import { paperEnd, paperMoment } from "@/domain/orders/moments";
import type { Instant } from "@/domain/shared/time";
import type { PdfPaper, PdfPart } from "@/server/kernel/pdf";
import type { ReceiptFacts } from "./receipt-facts";
import { fill, type PaperLanguage, sum, WORDS } from "./words";

const row = (name: string, value: string | null): PdfPart[] => (value ? [{ kind: "row", name, value }] : []);
const moment = (at: string | null): string | null => (at === null ? null : paperMoment(at as Instant));

function termText(facts: ReceiptFacts, words: (typeof WORDS)[PaperLanguage]): string | null {
  const { term } = facts.order;
  if (!term) return null;
  if (term.unit === "until") return fill(words.terms.until, { on: term.on ?? "" });
  return `${term.count} ${words.labels.unit[term.unit]}`;
}

/** A remark behind something, and things in a row, with the marks of the paper's language. */
const aside = (language: PaperLanguage, text: string): string => (language === "en" ? ` (${text})` : `（${text}）`);
const listed = (language: PaperLanguage, texts: readonly string[]): string =>
  texts.join(language === "en" ? ", " : "、");

/** What was asked, as the paper says it. */
function asked(facts: ReceiptFacts, language: PaperLanguage): PdfPart[] {
  const { order } = facts;
  const words = WORDS[language];
  const { receipt, labels } = words;
  const officers = facts.officers.map(
    ({ name, credential }) => `${name ?? ""}${aside(language, `${receipt.credential} ${credential ?? ""}`)}`,
  );
  const { disclosure } = order;
  const disclosed = disclosure
    ? listed(
        language,
        disclosure.data.map((kind) => labels.data[kind]),
      )
    : null;
  return [
    { kind: "heading", text: receipt.asked },
    ...row(receipt.authority, `${order.authorityName}${aside(language, labels.authority[order.authority])}`),
    ...row(receipt.document, order.documentNumber),
    ...row(receipt.case, order.caseNumber),
    ...row(receipt.basis, labels.basis[order.basis]),
    ...row(receipt.act, labels.act[order.act]),
    ...row(receipt.target, facts.target ?? labels.target[order.target]),
    ...row(receipt.scope, order.scope && labels.scope[order.scope]),
    ...row(receipt.amount, order.amountMinor === null ? null : sum(order.amountMinor, order.currency)),
    ...row(receipt.term, termText(facts, words)),
    ...row(words.package.data, disclosed),
    ...row(words.package.period, disclosure?.from ? `${disclosure.from} – ${disclosure.to}` : null),
    ...row(receipt.officers, officers.join(language === "en" ? "; " : "；")),
    ...row(receipt.received, moment(order.receivedAt)),
  ];
}

/** What was done, to the minute. */
function done(facts: ReceiptFacts, language: PaperLanguage): PdfPart[] {
  const { order } = facts;
  const { receipt, labels } = WORDS[language];
  const acts = facts.acts.flatMap((act): PdfPart[] => [
    ...row(
      act.accountNumber ?? receipt.state,
      `${labels.act[act.act]} · ${labels.actState[act.state as keyof typeof labels.actState]}${
        act.cause ? ` · ${labels.cause[act.cause as keyof typeof labels.cause]}` : ""
      }`,
    ),
    ...row(receipt.inForce, moment(act.inForceAt)),
    ...row(receipt.ended, moment(act.endedAt)),
  ]);
  return [
    { kind: "heading", text: receipt.did },
    ...row(receipt.number, order.number),
    ...row(receipt.state, labels.state[order.state]),
    ...row(receipt.registered, moment(order.registeredAt)),
    ...acts,
    ...row(receipt.ends, order.endsAt === null ? null : paperEnd(order.endsAt as Instant)),
    ...(order.state === "queued" ? [{ kind: "text" as const, text: receipt.queue }] : []),
    ...(order.endsAt === null ? [] : [{ kind: "text" as const, text: receipt.lapse }]),
  ];
}

/** Why it was not carried out: every ground, and for the pooled reserve the article that forbids it. */
function grounds(facts: ReceiptFacts, language: PaperLanguage): PdfPart[] {
  const words = WORDS[language];
  const { order } = facts;
  return [
    { kind: "heading", text: words.receipt.grounds },
    ...row(words.receipt.number, order.number),
    ...row(words.receipt.registered, moment(order.registeredAt)),
    ...order.grounds.map((ground, at) => ({
      kind: "text" as const,
      text: `${at + 1}. ${words.refusals.ground[ground]}`,
    })),
    ...(order.grounds.includes("reserve-account") ? [{ kind: "text" as const, text: words.receipt.reserve }] : []),
  ];
}

const textOf = (part: PdfPart): string =>
  part.kind === "row" ? `${part.name}\t${part.value}` : part.kind === "lines" ? part.names.join("\t") : part.text;

/** The hash that stands on a receipt: of everything above it, line by line. */
export function receiptHash(parts: readonly PdfPart[]): string {
  return createHash("sha256").update(parts.map(textOf).join("\n")).digest("hex");
}

/** The receipt of an order, or the slip that says why it was not carried out. */
export function receiptPaper(facts: ReceiptFacts, language: PaperLanguage): PdfPaper {
  const { receipt, labels } = WORDS[language];
  const refused = facts.order.state === "refused";
  const parts: PdfPart[] = [...asked(facts, language), ...(refused ? grounds(facts, language) : done(facts, language))];
  const hash = receiptHash(parts);
  const printed = `${paperMoment(facts.at)}${aside(language, receipt.time)}`;
  return {
    title: refused ? receipt.slipTitle : fill(receipt.title, { act: labels.act[facts.order.act] }),
    institution: receipt.institution,
    language,
    at: facts.at,
    parts: [
      ...parts,
      { kind: "lines", names: [receipt.signature, receipt.signatureOfficer] },
      ...row(receipt.printed, printed),
      { kind: "small", text: `${receipt.hash}` },
      { kind: "small", text: hash },
    ],
    foot: (page, pages) => `${facts.order.number} · ${fill(receipt.page, { page, pages })}`,
  };
}
