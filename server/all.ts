// Loads every command, query, topic, handler and schedule, so that the registry is whole. For fitness tests and generated
// reference; the web server and the worker load what they serve.
import "@/server/root";
import "@/server/handlers";
// What is on no router and handles no topic.
import "@/server/completeness/public";
import "@/server/connections/http";
import "@/server/controls/http";
import "@/server/evidence/http";
import "@/server/evidence/sweep";
import "@/server/identity/oidc";
import "@/server/identity/sign-in";
import "@/server/operations/commands/record-run";
import "@/server/people/http";
import "@/server/reports/public";
