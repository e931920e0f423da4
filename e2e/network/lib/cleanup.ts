// SPDX-License-Identifier: Apache-2.0
/** What must not outlive this process, however it ends: nodes, namespaces, mounts. */

const duties = new Set<() => void>()

process.once("exit", () => {
  for (const duty of [...duties].reverse()) {
    try {
      duty()
    } catch (error) {
      console.error(`not cleaned up: ${error instanceof Error ? error.message : error}`)
    }
  }
})
for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const) {
  process.once(signal, () => process.exit(code))
}

/** Runs `duty` when this process ends, unless what is returned is called before. */
export function atExit(duty: () => void): () => void {
  duties.add(duty)
  return () => void duties.delete(duty)
}
