import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/*.ts",
  out: "./db/migrations",
  tablesFilter: ["!transactions_*"],
  casing: "snake_case",
});
