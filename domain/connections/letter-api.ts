import { z } from "zod";
import { LANGUAGES, LETTER_TEMPLATES } from "../letters/templates";
import { id, reference } from "./api";

/** Whose message centre is shown. */
export const lettersQuery = z.strictObject({ customerRef: reference });

const toldLetter = z
  .strictObject({
    id,
    number: z.string().meta({ example: "LT-000042" }),
    template: z.enum(LETTER_TEMPLATES),
    language: z.enum(LANGUAGES),
    title: z.string(),
    text: z.string().meta({ description: "As it was said; lines are parted by \\n" }),
    toldAt: z.string(),
  })
  .meta({ id: "ToldLetter", description: "One thing a customer was told" });

export const lettersAnswer = z
  .strictObject({ items: z.array(toldLetter) })
  .meta({ id: "ToldLetters", description: "The newest things a customer was told, newest first" });
