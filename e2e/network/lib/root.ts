// SPDX-License-Identifier: Apache-2.0
/** A small file system of its own for a node: a tmpfs, which only root can mount. */
import { execFileSync } from "node:child_process"
import { mkdirSync } from "node:fs"
import { atExit } from "./cleanup.js"

const run = (program: string, ...words: string[]) =>
  void execFileSync(program, words, { stdio: ["ignore", "ignore", "pipe"] })

/** Why nothing can be mounted here, if nothing can. */
export function noMounts(): string | undefined {
  return process.getuid?.() === 0 ? undefined : "mounting a tmpfs needs root"
}

/** Mounts a tmpfs of `mebibytes` at `folder`; what is returned unmounts it. */
export function mountSmall(folder: string, mebibytes: number): () => void {
  mkdirSync(folder, { recursive: true })
  run("mount", "-t", "tmpfs", "-o", `size=${mebibytes}m,mode=0700`, "openledger-network", folder)
  const unmount = () => run("umount", folder)
  const settled = atExit(unmount)
  return () => {
    settled()
    unmount()
  }
}
