// SPDX-License-Identifier: Apache-2.0
/** What must hold after every scenario: finality goes on, everybody agrees, the state is sound. */
import { join } from "node:path"
import type { Network } from "./network.js"
import type { Node } from "./node.js"
import { tryState, tryStateProgram, writeState } from "./state.js"
import { until } from "./wait.js"

/** Waits until every node has finalised `more` blocks beyond the newest final block of any of them. */
export async function finalityGoesOn(nodes: Node[], more = 5, seconds = 180): Promise<number> {
  const goal = Math.max(...(await Promise.all(nodes.map((node) => node.finalised())))) + more
  await until(`all of ${nodes.map((node) => node.name)} finalise block ${goal}`, seconds, async () => {
    for (const node of nodes) {
      const at = await node.finalised()
      if (at < goal) throw new Error(`${node.name} is at ${at}`)
    }
    return true
  })
  return goal
}

/** Fails unless all nodes have the same hash at every height that is final everywhere. */
export async function agree(nodes: Node[]): Promise<{ number: number; hash: string }> {
  const number = Math.min(...(await Promise.all(nodes.map((node) => node.finalised()))))
  for (let height = 0; height <= number; height += height + 20 < number ? 20 : 1) await sameHash(nodes, height)
  return { number, hash: await sameHash(nodes, number) }
}

async function sameHash(nodes: Node[], number: number): Promise<string> {
  const hashes = await Promise.all(nodes.map((node) => node.hash(number)))
  const [first] = hashes
  if (!first || hashes.some((hash) => hash !== first)) {
    const list = nodes.map((node, i) => `${node.name} ${hashes[i]}`).join(", ")
    throw new Error(`the nodes disagree on final block ${number}: ${list}`)
  }
  return first
}

/** All three checks; says what was found. */
export async function sound(network: Network, nodes: Node[] = network.running): Promise<string> {
  await finalityGoesOn(nodes)
  const { number, hash } = await agree(nodes)
  const file = join(network.folder, "state.scale")
  const { keys } = await writeState(nodes[0]!, file)
  const common = `${nodes.length} nodes agree on final block ${number} (${hash.slice(0, 10)}…)`
  if (!tryStateProgram) return `${common}; try_state NOT RUN: OPENLEDGER_TRY_STATE is unset`
  tryState(file)
  return `${common}; try_state holds on ${keys} keys`
}
