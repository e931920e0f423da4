// SPDX-License-Identifier: Apache-2.0
/** The chain's precompiles as contracts, their ABIs compiled from `evm/precompiles/sol`. */
import { createRequire } from "node:module"
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Address } from "viem"
import type { Contract } from "./rig.js"

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../../evm/precompiles/sol")

function compiled(): Record<string, any> {
  const solc = createRequire(import.meta.url)("solc")
  const files = readdirSync(folder).filter((file) => file.endsWith(".sol"))
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map((file) => [file, { content: readFileSync(join(folder, file), "utf8") }])),
    settings: { outputSelection: { "*": { "*": ["abi"] } } },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input)))
  const errors = (output.errors ?? []).filter((entry: { severity: string }) => entry.severity === "error")
  if (errors.length) throw new Error(errors.map((entry: { formattedMessage: string }) => entry.formattedMessage).join(""))
  return output.contracts
}

let contracts: Record<string, any> | undefined

export const addressOf = (number: number): Address => `0x${number.toString(16).padStart(40, "0")}`

/** A precompile by its number and the file of its interface. */
export function precompile(number: number, file: string): Contract {
  contracts ??= compiled()
  return { address: addressOf(number), abi: contracts[`${file}.sol`][`I${file}`].abi, receipt: null }
}
