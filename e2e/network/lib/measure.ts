// SPDX-License-Identifier: Apache-2.0
/** Block times and the lag of finality, watched at every node at once. */
import { claim } from "./digest.js"
import type { Header, Node } from "./node.js"
import { subscribe } from "./rpc.js"
import { until } from "./wait.js"

/** What one node saw. */
interface Seen {
  node: Node
  /** Milliseconds since 1970 when a height first had a best block here. */
  best: Map<number, number>
  /** Best number minus final number at that moment. */
  gap: Map<number, number>
  /** Blocks on top of a block when it became final here. */
  onTop: Map<number, number>
  /** From a block's arrival to its finality, milliseconds. */
  wait: Map<number, number>
}

/** A distribution of whole numbers. */
export interface Distribution {
  count: number
  p50: number
  p90: number
  p99: number
  max: number
  /** How often each value occurred. */
  histogram: Record<string, number>
}

/** What was measured over a range of blocks. */
export interface Measured {
  from_block: number
  blocks: number
  /** The lag of finality: best minus final number when a new best block arrives; all nodes' samples. */
  finality_blocks: Distribution
  /** Blocks on top of a block at the moment a node learns that it is final; all nodes' samples. */
  on_top_blocks: Distribution
  /** From arrival to finality, milliseconds. */
  finality_ms: Distribution
  /** Between arrivals of consecutive heights, milliseconds. */
  block_ms: Distribution
  /** Slots between consecutive blocks: 1 is a block in every slot. */
  slots_per_block: Distribution
  /** Blocks by author, by place in the validator set. */
  authors: Record<string, number>
  /** The same as `finality_blocks`, for each node. */
  by_node: Record<string, Distribution>
}

export function distribution(values: number[], bin = 1): Distribution {
  if (values.length === 0) throw new Error("nothing was measured")
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]!
  const histogram: Record<string, number> = {}
  for (const value of sorted) {
    const key = `${Math.floor(value / bin) * bin}`
    histogram[key] = (histogram[key] ?? 0) + 1
  }
  return { count: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), max: sorted.at(-1)!, histogram }
}

async function watch(node: Node): Promise<{ seen: Seen; stop(): void }> {
  const seen: Seen = { node, best: new Map(), gap: new Map(), onTop: new Map(), wait: new Map() }
  let [top, final] = [await node.best(), await node.finalised()]
  const heads = await subscribe<Header>(node.ws, "chain_subscribeNewHeads", (header) => {
    const number = Number(header.number)
    top = Math.max(top, number)
    if (seen.best.has(number)) return
    seen.best.set(number, Date.now())
    seen.gap.set(number, number - final)
  })
  const finals = await subscribe<Header>(node.ws, "chain_subscribeFinalizedHeads", (header) => {
    const number = Number(header.number)
    for (let height = final + 1; height <= number; height += 1) {
      const since = seen.best.get(height)
      seen.onTop.set(height, Math.max(0, top - height))
      if (since !== undefined) seen.wait.set(height, Date.now() - since)
    }
    final = Math.max(final, number)
  })
  return { seen, stop: () => [heads, finals].forEach((subscription) => subscription.stop()) }
}

/** Watches `nodes` over `blocks` blocks from the next one. */
export async function measure(nodes: Node[], blocks: number, tell: (block: number) => void = () => {}): Promise<Measured> {
  const from = Math.max(...(await Promise.all(nodes.map((node) => node.best())))) + 2
  const to = from + blocks - 1
  const watches = await Promise.all(nodes.map(watch))
  try {
    await until(`block ${to} is final`, blocks * 8 + 120, async () => {
      const final = await Promise.all(nodes.map((node) => node.finalised()))
      tell(Math.min(...final) - from + 1)
      return final.every((number) => number >= to)
    }, 1_000)
  } finally {
    watches.forEach(({ stop }) => stop())
  }
  return evaluate(watches.map(({ seen }) => seen), from, to)
}

async function evaluate(all: Seen[], from: number, to: number): Promise<Measured> {
  const heights = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const of = (pick: (seen: Seen) => Map<number, number>) =>
    all.flatMap((seen) => heights.map((height) => pick(seen).get(height)).filter((value) => value !== undefined))
  const claims: ReturnType<typeof claim>[] = []
  for (const height of [from - 1, ...heights]) {
    const node = all[0]!.node
    claims.push(claim(await node.call<Header>("chain_getHeader", [await node.hash(height)])))
  }
  const authors: Record<string, number> = {}
  for (const { author } of claims.slice(1)) authors[author] = (authors[author] ?? 0) + 1
  const times = all.flatMap(({ best }) =>
    heights.slice(1).flatMap((height) => {
      const [a, b] = [best.get(height - 1), best.get(height)]
      return a === undefined || b === undefined ? [] : [b - a]
    }),
  )
  return {
    from_block: from,
    blocks: heights.length,
    finality_blocks: distribution(of((seen) => seen.gap)),
    on_top_blocks: distribution(of((seen) => seen.onTop)),
    finality_ms: distribution(of((seen) => seen.wait), 500),
    block_ms: distribution(times, 250),
    slots_per_block: distribution(claims.slice(1).map(({ slot }, i) => slot - claims[i]!.slot)),
    authors,
    by_node: Object.fromEntries(
      all.map((seen) => [seen.node.name, distribution(heights.flatMap((height) => seen.gap.get(height) ?? []))]),
    ),
  }
}

const bars = (values: Distribution, unit: string) =>
  Object.entries(values.histogram)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([value, count]) => {
      const part = count / values.count
      return `    ${value.padStart(6)} ${unit} ${"#".repeat(Math.round(part * 50)).padEnd(50)} ${count} (${(part * 100).toFixed(1)} %)`
    })
    .join("\n")

/** The distributions as people read them. */
export function report(measured: Measured): string {
  const line = (name: string, { p50, p90, p99, max, count }: Distribution, unit: string) =>
    `  ${name.padEnd(46)} median ${p50}, p90 ${p90}, p99 ${p99}, most ${max} ${unit} (${count} samples)`
  return [
    `  ${measured.blocks} blocks from ${measured.from_block}; blocks by author: ${JSON.stringify(measured.authors)}`,
    line("finality lag (best - final) at each new block", measured.finality_blocks, "blocks"),
    bars(measured.finality_blocks, "blocks"),
    line("blocks on top when a block becomes final", measured.on_top_blocks, "blocks"),
    line("from arrival to finality", measured.finality_ms, "ms"),
    line("between blocks", measured.block_ms, "ms"),
    line("slots between blocks", measured.slots_per_block, "slots"),
    ...Object.entries(measured.by_node).map(([name, values]) => line(`finality lag at ${name}`, values, "blocks")),
  ].join("\n")
}
