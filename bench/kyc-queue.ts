import type { CheckInput } from "@/domain/kyc/checks/input";
import { runChecks } from "@/domain/kyc/checks/run";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { execute } from "@/server/kernel/command";
import { seal } from "@/server/kernel/crypto/envelope";
import { newId } from "@/server/kernel/new-id";
import { ask } from "@/server/kernel/query";
import { newSubjectKey } from "@/server/kernel/vault";
import { viewSubmission } from "@/server/kyc/commands/view-submission";
import { submissionQuery } from "@/server/kyc/detail";
import { submissionsQuery } from "@/server/kyc/list";
import { takeNextItem } from "@/server/worklist/commands/take-next";
import { percentile, round } from "./bench";
import type { BenchHouse } from "./database";

const CHUNK = 1_000;
/** Submissions of one customer, the latest of which are looked at like any other. */
const OF_ONE = 5;
const CALLS = 150;
const KINDS = ["id-front", "id-back"] as const;

/** What is put in again and again: one submission as declared and read, with what the checks found. */
type Pattern = Pick<CheckInput, "declared" | "readings"> & { readonly findings: string };

function patternOf(input: CheckInput): Pattern {
  return { declared: input.declared, readings: input.readings, findings: JSON.stringify(runChecks(input)) };
}

/** One customer with his key and some submissions of two read documents each, sealed as the house seals them. */
function makeCustomer({ runtime }: BenchHouse, at: number, pattern: Pattern) {
  const id = newId<"customer">();
  const key = newSubjectKey(runtime.keyRing, { type: "customer", id, retentionClass: "identity" });
  const close = (text: string, table: string, column: string, rowId: string) =>
    seal(text, key.key, key.id, { table, column, rowId });
  const submissions = Array.from({ length: OF_ONE }, (_, n) => {
    const submission = newId<"submission">();
    return {
      id: submission,
      customer: id,
      n: at * OF_ONE + n,
      payload: close(canonicalJson(pattern.declared), "kyc_submissions", "payload_sealed", submission),
      documents: KINDS.map((kind) => {
        const document: string = newId();
        const readings = pattern.readings.filter((reading) => reading.document === kind);
        return {
          id: document,
          kind,
          submission,
          customer: id,
          sealed: close(JSON.stringify(readings), "kyc_documents", "reading_sealed", document),
        };
      }),
    };
  });
  return { id, key, at, name: close(`基准客户${at}`, "customers", "name_sealed", id), submissions };
}

type Made = ReturnType<typeof makeCustomer>;

async function storeCustomers({ runtime, programme }: BenchHouse, made: readonly Made[]): Promise<void> {
  const owner = [programme.programmeId, programme.legalEntityId];
  await runtime.pool.query(
    `insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, name_sealed, since, status, created_at)
     select id, $1, $2, 'C-' || lpad(n::text, 6, '0'), id, 'person', sealed, '2026-01-05', 'active', now()
     from unnest($3::uuid[], $4::bytea[], $5::int[]) as t (id, sealed, n)`,
    [...owner, made.map((one) => one.id), made.map((one) => one.name), made.map((one) => one.at)],
  );
  await runtime.pool.query(
    `insert into subject_keys (id, programme_id, legal_entity_id, subject_type, subject_id, retention_class, key_version, wrapped, created_at)
     select id, $1, $2, 'customer', subject, 'identity', 1, wrapped, now() from unnest($3::uuid[], $4::uuid[], $5::bytea[]) as t (id, subject, wrapped)`,
    [...owner, made.map((one) => one.key.id), made.map((one) => one.id), made.map((one) => one.key.wrapped)],
  );
}

async function storeSubmissions({ runtime, programme }: BenchHouse, made: readonly Made[], findings: string) {
  const owner = [programme.programmeId, programme.legalEntityId];
  const submissions = made.flatMap((one) => one.submissions);
  const documents = submissions.flatMap((one) => one.documents);
  const ids = submissions.map(({ id }) => id);
  const numbers = submissions.map(({ n }) => n);
  await runtime.pool.query(
    `insert into kyc_submissions (id, programme_id, legal_entity_id, number, customer_id, kind, subject_kind, origin, status, payload_sealed,
       expected, face_to_face, requested_class, check_run, failed, warned, received_by, received_at, ready_at)
     select id, $1, $2, 'B-' || lpad(n::text, 6, '0'), customer, 'onboarding', 'person', 'api', 'ready', payload,
       '["id-front", "id-back"]', true, 2, 1, n % 7 / 6, 1, 'client:bench', now() - n * interval '7 seconds', now() - n * interval '6 seconds'
     from unnest($3::uuid[], $4::uuid[], $5::int[], $6::bytea[]) as t (id, customer, n, payload)`,
    [...owner, ids, submissions.map(({ customer }) => customer), numbers, submissions.map(({ payload }) => payload)],
  );
  await runtime.pool.query(
    `insert into kyc_documents (id, programme_id, legal_entity_id, submission_id, customer_id, kind, file_id, read_state, reading_sealed, quality, created_at)
     select id, $1, $2, submission, customer, kind, gen_random_uuid(), 'read', sealed,
       '{"width":1600,"height":1000,"sharpness":90,"glareFree":95,"framed":92}', now()
     from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::bytea[]) as t (id, submission, customer, kind, sealed)`,
    [
      ...owner,
      documents.map(({ id }) => id),
      documents.map(({ submission }) => submission),
      documents.map(({ customer }) => customer),
      documents.map(({ kind }) => kind),
      documents.map(({ sealed }) => sealed),
    ],
  );
  await runtime.pool.query(
    `insert into kyc_check_runs (submission_id, run, programme_id, legal_entity_id, findings, ran_at)
     select id, 1, $1, $2, $4::jsonb, now() from unnest($3::uuid[]) as t (id)`,
    [...owner, ids, findings],
  );
  await runtime.pool.query(
    `insert into work_items (id, programme_id, legal_entity_id, clearance, kind, number, subject_type, subject_id, customer_id, state, opened_at, due_at, due_on)
     select gen_random_uuid(), $1, $2, 'general', 'kyc-submission', 'B-' || lpad(n::text, 6, '0'), 'submission', id, customer, 'open',
       now() - n * interval '6 seconds', now() + (n * 31 % 2880 - 1440) * interval '1 minute', (now() + (n * 31 % 2880 - 1440) * interval '1 minute')::date
     from unnest($3::uuid[], $4::uuid[], $5::int[]) as t (id, customer, n)`,
    [...owner, ids, submissions.map(({ customer }) => customer), numbers],
  );
}

/** Puts `n` submissions like this one before the reviewers: declared, read, checked, waiting. */
export async function fillQueue(house: BenchHouse, n: number, like: CheckInput): Promise<void> {
  const pattern = patternOf(like);
  for (let from = 0; from < n / OF_ONE; from += CHUNK) {
    const count = Math.min(CHUNK, n / OF_ONE - from);
    const made = Array.from({ length: count }, (_, i) => makeCustomer(house, from + i, pattern));
    await storeCustomers(house, made);
    await storeSubmissions(house, made, pattern.findings);
  }
  await house.runtime.pool.query(
    "vacuum analyze customers, subject_keys, kyc_submissions, kyc_documents, kyc_check_runs, work_items",
  );
}

export type QueueTimes = {
  /** From the bench's first question to the last byte: the case, and its rows in clear. */
  readonly bench: number;
  readonly takeNext: number;
  readonly list: number;
};

/** What one reviewer waits for on the server, item after item: the 95th percentiles in milliseconds. */
export async function measureQueue(house: BenchHouse): Promise<QueueTimes> {
  const { runtime } = house;
  const principal = await house.person("kyc-reviewer");
  const call = <I>(input: I) => ({ principal, input, key: newId(), requestId: newId() });
  const times = { bench: [] as number[], takeNext: [] as number[], list: [] as number[] };
  const timed = async <T>(into: number[], work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    into.push(performance.now() - started);
    return result;
  };
  for (let i = 0; i < CALLS; i++) {
    const taken = await timed(times.takeNext, () => execute(runtime, takeNextItem, call({})));
    if (!taken.ok) throw new Error(taken.code);
    const { rows } = await runtime.pool.query<{ subject_id: string }>(
      "select subject_id from work_items where id = $1",
      [taken.result.itemId],
    );
    const id = rows[0]?.subject_id ?? "";
    await timed(times.bench, async () => {
      const item = await ask(runtime, submissionQuery, call({ id }));
      const viewed = await execute(runtime, viewSubmission, call({ submissionId: id }));
      if (!item.may.decide || !viewed.ok) throw new Error("the bench did not open");
    });
    const filters = [{}, { state: ["ready"] }, { worst: ["failed"] }, { purpose: ["onboarding"] }][i % 4];
    await timed(times.list, () => ask(runtime, submissionsQuery, call({ filters })));
    await runtime.pool.query(
      "update work_items set state = 'done', closed_at = now(), locked_until = null where id = $1",
      [taken.result.itemId],
    );
  }
  const p95 = (samples: readonly number[]) => round(percentile(samples, 0.95));
  return { bench: p95(times.bench), takeNext: p95(times.takeNext), list: p95(times.list) };
}
