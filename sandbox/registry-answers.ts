import { z } from "zod";

/** The kinds of outside channels the sandbox plays, with the fields each knows. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  "public-security": ["name", "sex", "birthDate", "idNumber", "idValidTo"],
  "bank-card": ["name", "idNumber", "phone"],
  telecom: ["name", "idNumber", "phone"],
  education: ["name", "idNumber"],
  "social-security": ["name", "idNumber"],
  tax: ["name", "idNumber"],
  "business-registry": ["name", "idNumber", "idValidTo", "representativeName", "address"],
  "housing-fund": ["name", "idNumber"],
};

/** Body of `POST /v1/questions`. */
export const questionSchema = z.strictObject({
  questionId: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
  channel: z.enum(Object.keys(KNOWN) as [string, ...string[]]),
  fields: z.record(z.string().regex(/^[A-Za-z]{1,40}$/), z.string().min(1).max(1_000)),
});
export type Question = z.infer<typeof questionSchema>;
export type Answer = "match" | "mismatch" | "not-given";

/** The three digits that decide: before the check character of a number of 18, else the last three. */
function markOf(number: string): string {
  const bare = number.toUpperCase().replace(/[^0-9A-Z]/g, "");
  return bare.length === 18 ? bare.slice(14, 17) : bare.slice(-3);
}

/** Marks that make one field differ, and those of numbers that the registry does not have. Other numbers match. */
const DIFFERENT: Readonly<Record<string, string>> = {
  "996": "name",
  "997": "name",
  "992": "idValidTo",
  "993": "idValidTo",
  "994": "phone",
  "995": "phone",
};
const ABSENT = ["990", "991"];

/**
 * What the registry says of each field it was given: a function of the question alone. A resident number contradicts
 * another birth date or sex than its own; else the mark in the number decides. What a channel does not know it does not
 * give, and without a number it gives nothing.
 */
export function answer({ channel, fields }: Question): Record<string, Answer> {
  const number = fields.idNumber;
  const known = KNOWN[channel] ?? [];
  return Object.fromEntries(
    Object.keys(fields).map((field) => [
      field,
      number && known.includes(field) ? ofField(field, number, fields) : "not-given",
    ]),
  );
}

function ofField(field: string, number: string, fields: Question["fields"]): Answer {
  const mark = markOf(number);
  if (ABSENT.includes(mark)) return field === "idNumber" ? "mismatch" : "not-given";
  if (DIFFERENT[mark] === field) return "mismatch";
  const resident = /^\d{17}[\dXx]$/.test(number);
  if (resident && field === "birthDate") {
    return fields.birthDate?.replaceAll("-", "") === number.slice(6, 14) ? "match" : "mismatch";
  }
  if (resident && field === "sex") {
    return fields.sex === (Number(number.charAt(16)) % 2 === 1 ? "male" : "female") ? "match" : "mismatch";
  }
  return "match";
}
