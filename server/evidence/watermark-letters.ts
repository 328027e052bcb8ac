/** Letters of five columns and seven dots, the lowest bit on top. Drawn as squares: no font is needed to show them. */
const LETTERS: Readonly<Record<string, string>> = {
  "0": "3e5149453e",
  "1": "00427f4000",
  "2": "4261514946",
  "3": "2141454b31",
  "4": "1814127f10",
  "5": "2745454539",
  "6": "3c4a494930",
  "7": "0171090503",
  "8": "3649494936",
  "9": "064949291e",
  A: "7e1111117e",
  B: "7f49494936",
  C: "3e41414122",
  D: "7f4141221c",
  E: "7f49494941",
  F: "7f09090901",
  G: "3e4149497a",
  H: "7f0808087f",
  I: "00417f4100",
  J: "2040413f01",
  K: "7f08142241",
  L: "7f40404040",
  M: "7f020c027f",
  N: "7f0408107f",
  O: "3e4141413e",
  P: "7f09090906",
  Q: "3e4151215e",
  R: "7f09192946",
  S: "4649494931",
  T: "01017f0101",
  U: "3f4040403f",
  V: "1f2040201f",
  W: "3f4038403f",
  X: "6314081463",
  Y: "0708700807",
  Z: "6151494543",
  ".": "0060600000",
  "-": "0808080808",
  _: "4040404040",
  "@": "324979413e",
  ":": "0036360000",
  "/": "2010080402",
  "+": "08083e0808",
  " ": "0000000000",
};
const UNKNOWN = "7f4141417f";
const ADVANCE = 6;
const ROWS = 7;

/** How many dots a line is wide. */
export function textWidth(text: string): number {
  return [...text].length * ADVANCE;
}

/** The squares of a line of text, as path data; letters the table lacks are boxes. */
export function glyphPath(text: string, top: number): string {
  return [...text.toUpperCase()].map((sign, at) => signPath(LETTERS[sign] ?? UNKNOWN, at * ADVANCE, top)).join("");
}

function signPath(columns: string, left: number, top: number): string {
  let path = "";
  for (let column = 0; column < columns.length / 2; column++) {
    const dots = Number.parseInt(columns.slice(column * 2, column * 2 + 2), 16);
    for (let row = 0; row < ROWS; row++) {
      if ((dots >> row) & 1) path += `M${left + column} ${top + row}h1v1h-1z`;
    }
  }
  return path;
}
