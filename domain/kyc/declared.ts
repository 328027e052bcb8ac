import { z } from "zod";
import { normaliseIdNumber, normalisePhone } from "../customers/normalise";
import { FIELDS, type FieldName, fieldsOf } from "./fields";
import { DOCUMENT_KINDS, type DocumentKind, ID_TYPES, type SubjectKind } from "./model";
import { type DeclaredOwner, ownerProblems } from "./owners";

/** Characters, not code units: a rare one beyond the first plane counts once. */
const length = (value: string): number => [...value].length;

const line = (name: FieldName) =>
  z
    .string()
    .regex(/^[^\p{Cc}\p{Cs}\p{Co}]*$/u)
    .transform((value) => value.trim())
    .refine((value) => value !== "" && length(value) <= FIELDS[name].max);

const date = z.iso.date();
/** A number as its kind of paper may have it; whether it is right is for the checks to find. */
const paperNumber = line("idNumber").refine((value) => normaliseIdNumber(value) !== undefined);
const personPaper = z.enum(ID_TYPES).exclude(["business-licence"]);

/** What may be declared, each in its form. Whether it is true, or even possible for its bearer, is for the checks. */
export const declaredSchema = z.strictObject({
  name: line("name")
    .refine((value) => /\p{L}/u.test(value))
    .optional(),
  sex: z.enum(["male", "female"]).optional(),
  birthDate: date.optional(),
  nationality: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  idType: z.enum(ID_TYPES).optional(),
  idNumber: paperNumber.optional(),
  idValidFrom: date.optional(),
  idValidTo: z.union([date, z.literal("long-term")]).optional(),
  idAuthority: line("idAuthority").optional(),
  phone: line("phone")
    .refine((value) => normalisePhone(value) !== undefined)
    .optional(),
  occupation: line("occupation").optional(),
  address: line("address").optional(),
  businessScope: line("businessScope").optional(),
  representativeName: line("representativeName")
    .refine((value) => /\p{L}/u.test(value))
    .optional(),
  representativeIdType: personPaper.optional(),
  representativeIdNumber: paperNumber.optional(),
});

/** One thing wrong with what was handed in: where, and the code of why. */
export type IntakeProblem = { readonly path: readonly string[]; readonly code: IntakeProblemCode };
export type IntakeProblemCode =
  | "kyc.submission.field-unknown"
  | "kyc.submission.field-malformed"
  | "kyc.submission.document-twice"
  | "kyc.submission.document-unfit"
  | "kyc.submission.channel-twice";

/** The kinds of documents that fit a subject. An enterprise hands in those of its representative too. */
export function documentsOf(subject: SubjectKind): readonly DocumentKind[] {
  return subject === "enterprise" ? DOCUMENT_KINDS : DOCUMENT_KINDS.filter((kind) => kind !== "business-licence");
}

/** What is handed in, as far as its parts must fit each other. */
export type Intake = {
  readonly subject: SubjectKind;
  readonly declared: Readonly<Partial<Record<FieldName, unknown>>>;
  readonly owners?: readonly DeclaredOwner[] | undefined;
  readonly documents: readonly DocumentKind[];
  readonly channels: readonly { readonly type: string; readonly provider: string }[];
};

/**
 * Everything that does not fit within one submission: fields and papers of another kind of subject, owners of a person
 * or with a paper that is none of theirs, a document or a channel announced twice.
 */
export function intakeProblems({ subject, declared, owners, documents, channels }: Intake): readonly IntakeProblem[] {
  const own = new Set<string>(fieldsOf(subject));
  const fields = Object.keys(declared).flatMap((name): IntakeProblem[] =>
    own.has(name) ? [] : [{ path: ["declared", name], code: "kyc.submission.field-unknown" }],
  );
  const licence = declared.idType === "business-licence";
  if (declared.idType !== undefined && licence !== (subject === "enterprise"))
    fields.push({ path: ["declared", "idType"], code: "kyc.submission.field-malformed" });
  const fitting = documentsOf(subject);
  const papers = documents.flatMap((kind, at): IntakeProblem[] => {
    const path = ["documents", String(at)];
    if (documents.indexOf(kind) !== at) return [{ path, code: "kyc.submission.document-twice" }];
    return fitting.includes(kind) ? [] : [{ path, code: "kyc.submission.document-unfit" }];
  });
  const names = channels.map(({ type, provider }) => `${type}:${provider}`);
  const twice = names.flatMap((name, at): IntakeProblem[] =>
    names.indexOf(name) === at ? [] : [{ path: ["channels", String(at)], code: "kyc.submission.channel-twice" }],
  );
  const owning: readonly IntakeProblem[] =
    owners && subject === "person"
      ? [{ path: ["owners"], code: "kyc.submission.field-unknown" }]
      : ownerProblems(owners ?? []);
  return [...fields, ...owning, ...papers, ...twice];
}

/** The number under which an identity is told from others, normalised: undefined where none was declared. */
export function identityNumberOf(declared: { readonly idNumber?: string | undefined }): string | undefined {
  return declared.idNumber === undefined ? undefined : normaliseIdNumber(declared.idNumber);
}
