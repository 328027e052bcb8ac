import { lettersAnswer, lettersQuery } from "@/domain/connections/letter-api";
import { ask } from "@/server/kernel/query";
import { messageCentreQuery } from "@/server/letters/public";
import { type Route, route } from "./route";

const listLetters = route({
  method: "GET",
  path: "/letters",
  operationId: "listLetters",
  tag: "letters",
  summary: "The message centre of a customer: what he was told, newest first",
  scope: "letters.read",
  query: lettersQuery,
  answer: lettersAnswer,
  async run({ runtime, principal, requestId, query }) {
    return { body: await ask(runtime, messageCentreQuery, { principal, input: query, requestId }) };
  },
});

/** Doors about what customers are told. */
export const LETTER_ROUTES: readonly Route[] = [listLetters];
