import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../migrate";

export const TEMPLATE = "hegui_template";

declare module "vitest" {
  export interface ProvidedContext {
    clusterUrl: string;
  }
}

type Server = { url: string; stop(): Promise<void> };

async function startThrowAway(): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), "hegui-test-"));
  const { startPostgres } = (await import("../../scripts/lib/postgres.mjs")) as {
    startPostgres(options: { dataDir: string; test: boolean }): Promise<Server>;
  };
  const server = await startPostgres({ dataDir, test: true });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * One throw-away cluster for the whole run (or the one named by TEST_DATABASE_URL), with a migrated template that each
 * test file clones.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => undefined } : await startThrowAway();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
  await admin.query(`create database ${TEMPLATE}`);
  await admin.end();
  const url = new URL(server.url);
  url.pathname = `/${TEMPLATE}`;
  await migrateDatabase(url.toString());
  project.provide("clusterUrl", server.url);
  return () => server.stop();
}
