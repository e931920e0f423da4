// SPDX-License-Identifier: Apache-2.0
/** Hardhat compiles with npm's solc, and its tests run on the node. */
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, test } from "vitest"
import { freshChain } from "../lib/rig.js"
import { node } from "../lib/run.js"

const chain = freshChain("auto")
const heavy = join(dirname(fileURLToPath(import.meta.url)), "../heavy")
const hardhat = (...args: string[]) =>
  node([join(heavy, "node_modules/hardhat/internal/cli/bootstrap.js"), ...args], join(heavy, "hardhat"), {
    NODE_URL: chain.url,
    HARDHAT_DISABLE_TELEMETRY_PROMPT: "true",
  })

test("hardhat compile", async () => {
  expect(await hardhat("compile", "--force")).toContain("Compiled 1 Solidity file successfully")
})

test("hardhat test on the node", async () => {
  expect(await hardhat("test", "--network", "node")).toMatch(/3 passing/)
})
