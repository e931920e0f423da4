// SPDX-License-Identifier: Apache-2.0
/** Loopback ports, counted up from a base, so that a second run beside this one can have its own range. */
import { createServer } from "node:net"

const given = new Set<number>()

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer()
    server.once("error", () => done(false))
    server.listen(port, "127.0.0.1", () => server.close(() => done(true)))
  })
}

async function next(base: number): Promise<number> {
  for (let port = base; port < base + 1_000; port += 1) {
    if (given.has(port) || !(await isFree(port))) continue
    given.add(port)
    return port
  }
  throw new Error(`no free port from ${base}: set NETWORK_RPC_BASE and NETWORK_P2P_BASE to other ranges`)
}

/** A port for RPC (from `NETWORK_RPC_BASE`, else 9700). */
export const rpcPort = () => next(Number(process.env.NETWORK_RPC_BASE ?? 9_700))
/** A port between nodes (from `NETWORK_P2P_BASE`, else 30400). */
export const p2pPort = () => next(Number(process.env.NETWORK_P2P_BASE ?? 30_400))
/** Gives a port back. */
export const release = (port: number) => void given.delete(port)
