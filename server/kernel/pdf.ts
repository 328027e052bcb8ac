import { createRequire } from "node:module";
import { join } from "node:path";
import PDFDocument from "pdfkit";

/** One line of a paper: a heading, text, or a name with its value. */
export type PdfPart =
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "small"; readonly text: string }
  | { readonly kind: "row"; readonly name: string; readonly value: string }
  | { readonly kind: "lines"; readonly names: readonly string[] };

/** A paper as it is printed: A4, its title first, its parts in reading order. */
export type PdfPaper = {
  readonly title: string;
  readonly institution: string;
  readonly language: "zh-CN" | "en";
  readonly parts: readonly PdfPart[];
  /** The foot of each page, by its number. */
  readonly foot: (page: number, pages: number) => string;
  /** When it was made, for the file itself. */
  readonly at: string;
};

const FONT = "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";
const BOLD = "@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf";
const MARGIN = 56;
const FOOT_ROOM = 24;
const NAME_WIDTH = 118;
const INK = "#111111";
const SOFT = "#555555";

/** Fonts are found from where the house was started: no bundler moves them. */
const fontPath = (name: string): string => createRequire(join(process.cwd(), "package.json")).resolve(name);

type Doc = InstanceType<typeof PDFDocument>;

/** Writes one part as a marked element of the document's tree, so that readers and search find its text in order. */
function writePart(doc: Doc, part: PdfPart): void {
  const left = MARGIN;
  const width = doc.page.width - 2 * MARGIN;
  doc.fillColor(INK);
  switch (part.kind) {
    case "heading":
      doc.moveDown(0.6).font("bold").fontSize(11.5).text(part.text, left, undefined, { width });
      doc
        .moveTo(left, doc.y + 2)
        .lineTo(left + width, doc.y + 2)
        .lineWidth(0.5)
        .strokeColor("#bbbbbb")
        .stroke();
      doc.moveDown(0.5);
      return;
    case "row":
      writeRow(doc, part.name, part.value, { left, width });
      return;
    case "lines":
      writeLines(doc, part.names, { left, width });
      return;
    case "small":
      doc.font("regular").fontSize(8).fillColor(SOFT).text(part.text, left, undefined, { width, lineGap: 2 });
      return;
    default:
      doc.font("regular").fontSize(10).text(part.text, left, undefined, { width, lineGap: 3 }).moveDown(0.3);
  }
}

type Room = { readonly left: number; readonly width: number };

function writeRow(doc: Doc, name: string, value: string, { left, width }: Room): void {
  const room = width - NAME_WIDTH;
  doc.font("regular").fontSize(10);
  const high = Math.max(doc.heightOfString(value, { width: room, lineGap: 2 }), doc.currentLineHeight(true));
  if (doc.y + high > doc.page.height - MARGIN - FOOT_ROOM) doc.addPage();
  const top = doc.y;
  doc.fillColor(SOFT).text(name, left, top, { width: NAME_WIDTH - 8 });
  doc.fillColor(INK).text(value, left + NAME_WIDTH, top, { width: room, lineGap: 2 });
  doc.y = top + high + 4;
}

/** Lines to sign on, side by side. */
function writeLines(doc: Doc, names: readonly string[], { left, width }: Room): void {
  if (doc.y + 60 > doc.page.height - MARGIN - FOOT_ROOM) doc.addPage();
  const each = width / names.length;
  const top = doc.y + 34;
  doc.font("regular").fontSize(9).fillColor(SOFT);
  for (const [at, name] of names.entries()) {
    const x = left + at * each;
    doc
      .moveTo(x, top)
      .lineTo(x + each - 24, top)
      .lineWidth(0.5)
      .strokeColor("#888888")
      .stroke();
    doc.text(name, x, top + 4, { width: each - 24 });
  }
  doc.y = top + 26;
}

/**
 * Prints a paper as PDF: tagged, its text extractable, Chinese in a subset of its font embedded in it. The same paper at
 * the same moment gives the same text.
 */
export async function pdfOf(paper: PdfPaper): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    lang: paper.language,
    displayTitle: true,
    info: {
      Title: paper.title,
      Author: paper.institution,
      CreationDate: new Date(paper.at),
      ModDate: new Date(paper.at),
    },
  });
  const pieces: Buffer[] = [];
  doc.on("data", (piece: Buffer) => pieces.push(piece));
  const ended = new Promise<void>((done, failed) => doc.once("end", done).once("error", failed));
  doc.registerFont("regular", fontPath(FONT));
  doc.registerFont("bold", fontPath(BOLD));
  const root = doc.struct("Document");
  doc.addStructure(root);
  root.add(
    doc.struct("H1", {}, () => {
      doc.font("bold").fontSize(16).fillColor(INK).text(paper.title, { align: "center" });
      doc.font("regular").fontSize(10).fillColor(SOFT).text(paper.institution, { align: "center" }).moveDown(0.8);
    }),
  );
  for (const part of paper.parts) {
    root.add(doc.struct(part.kind === "heading" ? "H2" : "P", {}, () => writePart(doc, part)));
  }
  root.end();
  writeFeet(doc, paper);
  doc.end();
  await ended;
  return Buffer.concat(pieces);
}

/** The foot of every page, outside the text: an artifact for whoever reads aloud. */
function writeFeet(doc: Doc, paper: PdfPaper): void {
  const { start, count } = doc.bufferedPageRange();
  for (let at = 0; at < count; at++) {
    doc.switchToPage(start + at);
    const { bottom } = doc.page.margins;
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination" });
    doc.font("regular").fontSize(8).fillColor(SOFT);
    doc.text(paper.foot(at + 1, count), MARGIN, doc.page.height - MARGIN + 10, {
      width: doc.page.width - 2 * MARGIN,
      align: "center",
      lineBreak: false,
    });
    doc.endMarkedContent();
    doc.page.margins.bottom = bottom;
  }
}
