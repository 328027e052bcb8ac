/** Letters of other alphabets, and Latin ones of unusual form, each above the plain letter it looks like. */
const LOOKALIKES = [
  // Cyrillic.
  ["авекмнорстухѕіјԁһӏԛԝҽԍ", "abekmhopctyxsijdhlqweg"],
  ["АВЕКМНОРСТУХЅІЈԀҺӀԚԜҮ", "abekmhopctyxsijdhlqwy"],
  // Greek: small and capital letters look like different ones.
  ["αεικνορτυχϲϳγηω", "aeikvoptuxcjynw"],
  ["ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "abezhikmnoptyxcj"],
  // Armenian.
  ["օոսհց", "ounhg"],
  // Latin with a stroke, without a dot, or small capitals.
  ["øØłŁđĐðħĦŧŦıȷɑɡꞬᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "oolldddhhttijaggabcdefghijklmnoprstuvwyz"],
] as const;
const PAIRS: Readonly<Record<string, string>> = { ß: "ss", æ: "ae", Æ: "ae", œ: "oe", Œ: "oe", þ: "th", Þ: "th" };

const PLAIN: ReadonlyMap<string, string> = new Map([
  ...Object.entries(PAIRS),
  ...LOOKALIKES.flatMap(([from, to]) => [...from].map((letter, at) => [letter, to[at] ?? letter] as const)),
]);

/**
 * A name with every letter that looks like a plain Latin one written as that: who types a listed name with a letter of
 * another alphabet in it is found all the same.
 */
export function plainShapes(name: string): string {
  return [...name.normalize("NFKD").replace(/\p{M}+/gu, "")].map((letter) => PLAIN.get(letter) ?? letter).join("");
}

/** The table, for its test: every row has a plain letter for each of its letters. */
export const LOOKALIKE_ROWS: readonly (readonly [string, string])[] = LOOKALIKES;
