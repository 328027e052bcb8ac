// Loads every command, query, topic, handler and schedule, so that the registry is whole. For fitness tests and generated
// reference; the web server and the worker load what they serve.
import "@/server/incidents/http";
import "@/server/packages/http";
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
import "@/server/letters/http";
import "@/server/limits/commands/record-decisions";
import "@/server/limits/commands/settle-decisions";
import "@/server/limits/public";
import "@/server/operations/commands/record-run";
import "@/server/orders/electronic/http";
import "@/server/orders/electronic/listener";
import "@/server/people/http";
import "@/server/privacy/http";
import "@/server/reports/public";
import "@/server/orders/http";
