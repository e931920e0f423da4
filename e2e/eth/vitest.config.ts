// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from "vitest/config"

// A process and a fresh chain per file; two files at a time.
export default defineConfig({
  test: {
    globalSetup: ["lib/compile.ts", "lib/spec.ts", "lib/build.ts"],
    include: ["{topics,slice,bad-input,more,clients,loop}/*.test.ts"],
    exclude: ["**/node_modules/**"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
