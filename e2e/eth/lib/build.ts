// SPDX-License-Identifier: Apache-2.0
/** Builds `contracts/` with forge before the suites run, where forge is installed: the client scenarios deploy from it. */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { contracts, forge } from "./run.js"

export default async function setup(): Promise<void> {
  if (existsSync(join(contracts, "node_modules/@foundry-rs/forge"))) await forge(["build", "--offline"])
}
