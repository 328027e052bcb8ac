import sharp from "sharp";
import type { LocalDate } from "@/domain/shared/time";
import { cells, type Letters, letters, watermark } from "./sample-letters";

/** What stands on a sample picture. Values are invented; a sample shows labels and values and looks like no paper. */
export type Sample =
  | {
      readonly kind: "id-front";
      name: string;
      sex: "male" | "female";
      birthDate: LocalDate;
      address: string;
      idNumber: string;
    }
  | { readonly kind: "id-back"; authority: string; validFrom: LocalDate; validTo: LocalDate | "long-term" }
  | ({ readonly kind: "passport" } & Traveller)
  | ({ readonly kind: "travel-permit"; name: string; authority: string; validFrom: LocalDate } & Traveller)
  | { readonly kind: "hand-held"; seed: number }
  | {
      readonly kind: "business-licence";
      creditCode: string;
      name: string;
      representative: string;
      validFrom: LocalDate;
      validTo: LocalDate | "long-term";
      address: string;
      businessScope: string;
    };

/** Who travels: Latin capitals for names, three letters for the state. UTO is the state that does not exist. */
type Traveller = {
  surname: string;
  given: string;
  number: string;
  nationality: string;
  sex: "male" | "female";
  birthDate: LocalDate;
  validTo: LocalDate;
};

const PAPER = "#e6ebef";
const TABLE = "#b9c0c4";
const WIDTH = 1_200;
const HEIGHT = 780;
const MARGIN = 60;
const JPEG_QUALITY = 88;

const chinese = (date: LocalDate) => {
  const [year, month, day] = date.split("-");
  return `${year}年${Number(month)}月${Number(day)}日`;
};
const dotted = (date: LocalDate | "long-term") => (date === "long-term" ? "长期" : date.replaceAll("-", "."));
const pieces = (text: string, length: number) => text.match(new RegExp(`.{1,${length}}`, "gu")) ?? [];

/** A sheet on a table, 样本 across it, with lines of text: [left, top, size, text] from the sheet's corner. */
async function sheet(
  lines: readonly (readonly [left: number, top: number, size: number, text: string])[],
  zone: readonly Letters[] = [],
  height = HEIGHT,
): Promise<Buffer> {
  const rows = await Promise.all(
    lines.map(([left, top, size, text]) => letters(MARGIN + left, MARGIN + top, size, text)),
  );
  const border = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}"><rect x="24" y="24" width="${WIDTH - 48}" height="${height - 48}" rx="18" fill="${PAPER}" stroke="#7d868c" stroke-width="2"/></svg>`,
  );
  return sharp({ create: { width: WIDTH, height, channels: 3, background: TABLE } })
    .composite([{ input: border, left: 0, top: 0 }, await watermark(WIDTH, height), ...rows, ...zone])
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
}

/** Draws a sample picture: JPEG, 1,200 pixels wide. The same sample gives the same picture. */
export async function samplePicture(sample: Sample): Promise<Buffer> {
  switch (sample.kind) {
    case "id-front":
      return sheet([
        [0, 10, 40, `姓名 ${sample.name}`],
        [0, 100, 40, `性别 ${sample.sex === "male" ? "男" : "女"}`],
        [260, 100, 40, "民族 汉"],
        [0, 190, 40, `出生 ${chinese(sample.birthDate)}`],
        ...pieces(sample.address, 20).map(
          (text, at) => [at === 0 ? 0 : 100, 280 + at * 70, 40, at === 0 ? `住址 ${text}` : text] as const,
        ),
        [0, 590, 40, `公民身份号码 ${sample.idNumber}`],
      ]);
    case "id-back":
      return sheet([
        [260, 20, 44, "居民身份证 样本"],
        [0, 420, 40, `签发机关 ${sample.authority}`],
        [0, 520, 40, `有效期限 ${dotted(sample.validFrom)}-${dotted(sample.validTo)}`],
      ]);
    case "passport":
      return sheet(
        [[0, 0, 38, "护照 PASSPORT 样本 SPECIMEN"], ...travellerLines(sample, "Passport")],
        await zoneOf(pageLines(sample)),
      );
    case "travel-permit":
      return sheet(
        [
          [0, 0, 38, "来往内地通行证 样本"],
          [0, 70, 36, `姓名 ${sample.name}`],
          [0, 140, 36, `性别 ${sample.sex === "male" ? "男" : "女"}`],
          [0, 210, 36, `出生日期 ${dotted(sample.birthDate)}`],
          [0, 280, 36, `有效期限 ${dotted(sample.validFrom)}-${dotted(sample.validTo)}`],
          [0, 350, 36, `签发机关 ${sample.authority}`],
          [0, 420, 36, `证件号码 ${sample.number}`],
        ],
        await zoneOf(cardLines(sample)),
        900,
      );
    case "business-licence":
      return licence(sample);
    case "hand-held":
      return figure(sample.seed);
  }
}

function travellerLines(of: Traveller, paper: string): (readonly [number, number, number, string])[] {
  const sex = of.sex === "male" ? "M" : "F";
  return [
    [0, 75, 34, `Surname ${of.surname}`],
    [0, 140, 34, `Given names ${of.given}`],
    [0, 205, 34, `Nationality ${of.nationality}`],
    [0, 270, 34, `Sex ${sex}`],
    [0, 335, 34, `Date of birth ${english(of.birthDate)}`],
    [0, 400, 34, `${paper} No. ${of.number}`],
    [0, 465, 34, `Date of expiry ${english(of.validTo)}`],
  ];
}

const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
function english(date: LocalDate): string {
  const [year, month, day] = date.split("-");
  return `${day} ${MONTHS[Number(month) - 1]} ${year}`;
}

async function zoneOf(lines: readonly string[]): Promise<Letters[]> {
  const pitch = (WIDTH - 2 * MARGIN) / Math.max(...lines.map((line) => line.length));
  const top = HEIGHT - 110;
  const rows = await Promise.all(
    lines.map((line, at) => cells(MARGIN, top + at * 62, Math.min(46, Math.round(pitch * 1.35)), pitch, line)),
  );
  return rows.flat();
}

function licence(of: Extract<Sample, { kind: "business-licence" }>): Promise<Buffer> {
  const to = of.validTo === "long-term" ? "长期" : chinese(of.validTo);
  const scope = pieces(of.businessScope, 22);
  return sheet(
    [
      [380, 0, 52, "营业执照 样本"],
      [0, 110, 36, `统一社会信用代码 ${of.creditCode}`],
      [0, 190, 36, `名称 ${of.name}`],
      [0, 260, 36, `法定代表人 ${of.representative}`],
      [0, 330, 36, `成立日期 ${chinese(of.validFrom)}`],
      [0, 400, 36, `营业期限 ${chinese(of.validFrom)}至${to}`],
      [0, 470, 36, `住所 ${of.address}`],
      ...scope.map((text, at) => [0, 540 + at * 60, 36, at === 0 ? `经营范围 ${text}` : text] as const),
    ],
    [],
    Math.max(HEIGHT, 640 + scope.length * 60 + 2 * MARGIN),
  );
}

/** Repeatable chance: the same seed gives the same numbers, each below `span`. */
function chance(seed: number): (span: number) => number {
  let state = (seed * 2_654_435_761 + 97) >>> 0;
  return (span) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    return (state >>> 9) % span;
  };
}

const TILES = { across: 9, down: 6 };

/** A drawn figure before a wall of tiles, a card in its hand; `seed` gives the shades, so that no two look the same. */
async function figure(seed: number): Promise<Buffer> {
  const below = chance(seed);
  const [wide, high] = [WIDTH / TILES.across, HEIGHT / TILES.down];
  const tiles = Array.from({ length: TILES.across * TILES.down }, (_none, at) => {
    const [x, y] = [(at % TILES.across) * wide, Math.floor(at / TILES.across) * high];
    return `<rect x="${x}" y="${y}" width="${wide + 1}" height="${high + 1}" fill="hsl(${below(360)},20%,${25 + below(55)}%)"/>`;
  });
  const [x, y, r] = [300 + below(560), 170 + below(160), 70 + below(70)];
  const [cardX, cardY] = [120 + below(780), 480 + below(120)];
  const shapes = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${tiles.join("")}
    <circle cx="${x}" cy="${y}" r="${r}" fill="#d8c7b5"/>
    <rect x="${x - r * 1.6}" y="${y + r + 20}" width="${r * 3.2}" height="${HEIGHT}" rx="40" fill="hsl(${below(360)},30%,${25 + below(50)}%)"/>
    <rect x="${cardX}" y="${cardY}" width="240" height="150" rx="10" fill="${PAPER}"/></svg>`;
  return sharp(Buffer.from(shapes))
    .composite([await watermark(WIDTH, HEIGHT), await letters(cardX + 60, cardY + 45, 48, "样本")])
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
}

const short = (date: LocalDate) => date.slice(2).replaceAll("-", "");
const filled = (text: string, length: number) => text.replaceAll(" ", "<").slice(0, length).padEnd(length, "<");

/** The check digit of ICAO 9303: weights 7, 3, 1 over digits, letters from 10 on, fillers 0. */
function checked(text: string): string {
  const sum = [...text].reduce((total, one, at) => {
    const value = one === "<" ? 0 : Number.parseInt(one, 36);
    return total + value * ([7, 3, 1][at % 3] ?? 0);
  }, 0);
  return text + String(sum % 10);
}

/** A passport's two lines of 44. */
function pageLines(of: Traveller): string[] {
  const number = checked(filled(of.number, 9));
  const birth = checked(short(of.birthDate));
  const until = checked(short(of.validTo));
  const optional = checked("<".repeat(14));
  const composite = checked(number + birth + until + optional).slice(-1);
  const sex = of.sex === "male" ? "M" : "F";
  return [
    filled(`P<${of.nationality}${of.surname}<<${of.given}`, 44),
    `${number}${of.nationality}${birth}${sex}${until}${optional}${composite}`,
  ];
}

/** A card's three lines of 30. */
function cardLines(of: Traveller): string[] {
  const number = checked(filled(of.number, 9));
  const birth = checked(short(of.birthDate));
  const until = checked(short(of.validTo));
  const optional = "<".repeat(15);
  const composite = checked(number + optional + birth + until + "<".repeat(11)).slice(-1);
  const sex = of.sex === "male" ? "M" : "F";
  return [
    `C<${of.nationality}${number}${optional}`,
    `${birth}${sex}${until}${of.nationality}${"<".repeat(11)}${composite}`,
    filled(`${of.surname}<<${of.given}`, 30),
  ];
}
