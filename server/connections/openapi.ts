import { createDocument, type ZodOpenApiObject, type ZodOpenApiOperationObject } from "zod-openapi";
import { problem } from "@/domain/connections/api";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import type { Route } from "./route";
import { ROUTES } from "./routes";

const TAGS = {
  customers: "People and enterprises",
  accounts: "Their payment accounts",
  transactions: "What moves on the accounts",
  letters: "What customers were told",
  losses: "What customers reported as lost, and what protects them since",
  objections: "What customers say against a measure on their account",
  privacy: "What customers ask about their data",
  submissions: "What was collected to prove who a customer is",
  confirmations: "What the payment core did with instructions",
};

const PROBLEMS = {
  read: {
    "400": "The body or the cursor cannot be read",
    "401": "No live key",
    "403": "The key's scopes do not allow this",
    "404": "There is no such thing, or none this key may see",
    "422": "Fields cannot be taken; `errors` names them",
    "429": "Too many calls; `Retry-After` says when to come back",
    "500": "A failure of ours; tell us the request id",
    "503": "No answer now; the same call may be made again",
  },
  write: {
    "409": "As things stand it cannot be done, or the idempotency key was used for something else",
    "413": "The body is too large",
    "415": "The body is not JSON in UTF-8",
  },
  file: { "411": "The call does not say how long its body is" },
} as const;

/** A file's type is found by its content, whatever the call says of it. */
const FILE_BODY = {
  required: true,
  description: "The file itself; `Content-Length` must say how long it is",
  content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
} as const;

function operationOf(route: Route): ZodOpenApiOperationObject {
  const write = route.method !== "GET";
  const codes = { ...PROBLEMS.read, ...(write ? PROBLEMS.write : {}), ...(route.fileBytes ? PROBLEMS.file : {}) };
  const problems = Object.entries(codes).map(([status, description]) => [
    status,
    { description, content: { "application/problem+json": { schema: problem } } },
  ]);
  const good = { content: { "application/json": { schema: route.answer } } };
  const body = route.documentedBody ?? route.body;
  return {
    operationId: route.operationId,
    summary: route.summary,
    description: `Needs the scope \`${route.scope}\`.`,
    tags: [route.tag],
    requestParams: {
      ...(route.params ? { path: route.params as never } : {}),
      ...(route.query ? { query: route.query as never } : {}),
    },
    ...(write ? { parameters: [{ $ref: "#/components/parameters/IdempotencyKey" }] } : {}),
    ...(route.fileBytes === undefined ? {} : { requestBody: FILE_BODY }),
    ...(body ? { requestBody: { required: true, content: { "application/json": { schema: body } } } } : {}),
    responses: {
      "200": { description: "Done", ...good },
      ...(route.makes ? { "201": { description: "Made", ...good } } : {}),
      ...Object.fromEntries(problems),
    },
  };
}

let made: ReturnType<typeof createDocument> | undefined;

/** The OpenAPI 3.1 document of /api/v1, made from the doors themselves. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  made ??= createDocument(documentSource());
  return made;
}

function documentSource(): ZodOpenApiObject {
  const paths: NonNullable<ZodOpenApiObject["paths"]> = {};
  for (const route of ROUTES) {
    const method = route.method.toLowerCase() as "get" | "post" | "put";
    paths[route.path] = { ...paths[route.path], [method]: operationOf(route) };
  }
  const { keyBurst, keyPerSecond, batchRows } = CONNECTIONS_POLICY;
  return {
    openapi: "3.1.0",
    info: {
      title: "Hegui machine door",
      version: "1.0.0",
      description: `Keys are made in the console. A key may make ${keyBurst} calls at once and ${keyPerSecond} a second, each with up to ${batchRows} transactions. Unknown fields are refused. Calls that change something carry an Idempotency-Key: the same key with the same body is answered the same and done once.`,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api/v1", description: "This console" }],
    security: [{ key: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "A key of the console: hk_<id>_<secret>" },
      },
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          required: true,
          description: "1 to 200 visible characters, the caller's own for this one act",
          schema: { type: "string", minLength: 1, maxLength: 200 },
        },
      },
    },
  };
}
