import type { Finding, Quality } from "../model";
import { type Check, findingsOf, refs } from "./finding";
import type { FindingCode } from "./finding-codes";
import type { CheckDocument, CheckInput } from "./input";
import { EDGE_SMALL, EDGE_UNUSABLE, QUALITY_DOUBTFUL, QUALITY_UNUSABLE } from "./thresholds";

/** What is measured on a picture, with the values below which it fails and warns. */
const MEASURES: readonly {
  readonly code: FindingCode<"quality">;
  readonly of: (quality: Quality) => number;
  readonly unusable: number;
  readonly doubtful: number;
}[] = [
  {
    code: "too-small",
    of: ({ width, height }) => Math.min(width, height),
    unusable: EDGE_UNUSABLE,
    doubtful: EDGE_SMALL,
  },
  { code: "blurred", of: ({ sharpness }) => sharpness, unusable: QUALITY_UNUSABLE, doubtful: QUALITY_DOUBTFUL },
  { code: "glare", of: ({ glareFree }) => glareFree, unusable: QUALITY_UNUSABLE, doubtful: QUALITY_DOUBTFUL },
  { code: "cut-off", of: ({ framed }) => framed, unusable: QUALITY_UNUSABLE, doubtful: QUALITY_DOUBTFUL },
];

/** What reading saw of the paper itself. Recognition takes one paper for another now and then: eyes decide, it warns. */
const SEEN = ["wrong-side", "wrong-paper", "two-papers"] as const;

/** Whether each picture can be told as a copy of a paper: taken in, read, large, sharp, without glare, whole. */
export const checkQuality: Check = (input) => {
  const findings = input.documents.flatMap((document) => lookAt(document, input));
  const say = findingsOf("quality", refs(input, "mipriv-aml-nine"));
  const read = input.documents.filter(({ readState }) => readState === "read").map(({ kind }) => kind);
  return findings.length > 0 || read.length === 0 ? findings : [say.pass("passed", { documents: read })];
};

function lookAt({ kind, readState, readProblem, quality }: CheckDocument, input: CheckInput): readonly Finding[] {
  const say = findingsOf("quality", refs(input, "mipriv-aml-nine"));
  const documents = [kind];
  if (readState === "refused") return [say.fail("not-taken", { documents })];
  if (readState === "failed")
    return [say.fail(readProblem === "same-picture" ? "same-picture" : "not-readable", { documents })];
  if (readState !== "read" || quality === null) return [say.unknown("not-looked-at", { documents })];
  const seen = SEEN.filter((code) => code === readProblem).map((code) => say.warn(code, { documents }));
  if (readProblem === "not-readable") return [say.fail("not-readable", { documents })];
  const measures = MEASURES.flatMap(({ code, of, unusable, doubtful }) => {
    const measured = Math.round(of(quality));
    if (measured >= doubtful) return [];
    const params = { measured, least: doubtful };
    return [measured < unusable ? say.fail(code, { documents, params }) : say.warn(code, { documents, params })];
  });
  return [...seen, ...measures];
}
