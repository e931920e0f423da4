// SPDX-License-Identifier: Apache-2.0
/** Runs programs of npm packages: cast, forge, hardhat. */
import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const run = promisify(execFile)
const root = join(dirname(fileURLToPath(import.meta.url)), "../../..")
export const contracts = join(root, "contracts")

function native(tool: string): string {
  const name = `node_modules/@foundry-rs/${tool}-${process.platform}-${process.arch === "x64" ? "amd64" : process.arch}/bin/${tool}`
  const path = [root, join(root, "e2e/eth"), contracts].map((folder) => join(folder, name)).find(existsSync)
  if (!path) throw new Error(`${tool} is missing: run \`npm ci\` in contracts first`)
  return path
}

export interface Output {
  code: number
  stdout: string
  stderr: string
}

export async function execute(program: string, args: string[], cwd = root, env: Record<string, string> = {}): Promise<Output> {
  const options = { cwd, env: { ...process.env, NO_COLOR: "1", FOUNDRY_DISABLE_NIGHTLY_WARNING: "1", ...env }, maxBuffer: 1 << 26 }
  try {
    return { code: 0, ...(await run(program, args, options)) }
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as Output
    return { code: typeof code === "number" ? code : 1, stdout, stderr: stderr || String(error) }
  }
}

/** Standard output of a program that must succeed. */
async function succeed(program: string, args: string[], cwd?: string, env?: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await execute(program, args, cwd, env)
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}\n${stdout}\n${stderr}`)
  return stdout.trim()
}

export const cast = (...args: string[]) => succeed(native("cast"), args)
export const castFails = async (...args: string[]) => {
  const { code, stderr } = await execute(native("cast"), args)
  if (code === 0) throw new Error(`cast ${args.join(" ")} succeeded`)
  return stderr
}
export const forge = (args: string[], env?: Record<string, string>) => succeed(native("forge"), args, contracts, env)
export const node = (args: string[], cwd: string, env?: Record<string, string>) => succeed(process.execPath, args, cwd, env)
