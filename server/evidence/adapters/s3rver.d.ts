declare module "s3rver" {
  import type { Server } from "node:http";

  /** An S3-compatible server for tests. */
  // biome-ignore lint/style/noDefaultExport: that is how the package gives it
  export default class S3rver {
    constructor(options: {
      port: number;
      address: string;
      silent: boolean;
      directory: string;
      configureBuckets: { name: string; configs: string[] }[];
    });
    readonly httpServer?: Server;
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }
}
