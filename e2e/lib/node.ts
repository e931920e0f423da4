// SPDX-License-Identifier: Apache-2.0
/** A real node process on free loopback ports, ended by its own process id. */
import { spawn, type ChildProcess } from "node:child_process"
import { existsSync, mkdtempSync, rmSync, createWriteStream } from "node:fs"
import { createServer } from "node:net"
import { homedir, tmpdir } from "node:os"
import { join } from "node:path"

const target = process.env.CARGO_TARGET_DIR ?? join(homedir(), ".cache/openledger/target")

export function binary(name: string): string {
  const path = join(target, "release", name)
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`make build\` first`)
  return path
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

export interface Node {
  url: string
  stop(): Promise<void>
}

/** Starts `openledger-node --dev` with the given extra arguments and waits for its RPC. */
export async function startNode(extra: string[] = []): Promise<Node> {
  const base = mkdtempSync(join(tmpdir(), "openledger-e2e-"))
  const [rpc, p2p] = [await freePort(), await freePort()]
  const child: ChildProcess = spawn(
    binary("openledger-node"),
    ["--dev", "--base-path", base, "--rpc-port", `${rpc}`, "--port", `${p2p}`, "--no-prometheus", ...extra],
    { stdio: ["ignore", "pipe", "pipe"] },
  )
  const log = createWriteStream(join(base, "node.log"))
  child.stdout!.pipe(log)
  child.stderr!.pipe(log)
  const ended = new Promise<void>((done) => child.once("exit", () => done()))
  const url = `ws://127.0.0.1:${rpc}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the node ended with ${child.exitCode}; see ${base}/node.log`)
    const up = await fetch(`http://127.0.0.1:${rpc}/health`).then((r) => r.ok, () => false)
    if (up) break
    await new Promise((done) => setTimeout(done, 100))
  }
  return {
    url,
    async stop() {
      child.kill("SIGTERM")
      await ended
      rmSync(base, { recursive: true, force: true })
    },
  }
}
