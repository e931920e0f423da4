// SPDX-License-Identifier: Apache-2.0
/** forge create, forge script --broadcast and cast send on a chain that seals by itself. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { ALITH_KEY, alith, bob, HARDHAT, stranger } from "../lib/keys.js"
import { freshChain, OPEN } from "../lib/rig.js"
import { cast, contracts, forge } from "../lib/run.js"

const chain = freshChain("auto")
const key = ["--private-key", HARDHAT[0]]

test("forge create deploys, cast uses it", async () => {
  const made = await forge(["create", "src/Examples.sol:ExampleToken", "--offline", "--broadcast", "--json", "--rpc-url", chain.url, ...key, "--constructor-args", "1000"])
  const { deployedTo } = JSON.parse(made.slice(made.indexOf("{")))
  const at = ["--rpc-url", chain.url]
  expect(await cast("call", ...at, deployedTo, "totalSupply()(uint256)")).toBe("1000")
  const receipt = JSON.parse(await cast("send", "--json", ...at, ...key, deployedTo, "transfer(address,uint256)", stranger(1), "5"))
  expect(receipt.status).toBe("0x1")
  expect(await cast("call", ...at, deployedTo, "balanceOf(address)(uint256)", stranger(1))).toBe("5")
})

test("forge script --broadcast deploys all examples", async () => {
  await forge(
    ["script", "script/Deploy.s.sol:Deploy", "--offline", "--broadcast", "--slow", "--rpc-url", chain.url, "--private-key", ALITH_KEY],
    { SECOND_PAYEE: bob.address },
  )
  const log = JSON.parse(readFileSync(join(contracts, "broadcast/Deploy.s.sol/42/run-latest.json"), "utf8"))
  expect(log.transactions.map(({ contractName }: any) => contractName)).toEqual(["InferenceEscrow", "DatanetDao", "RoyaltySplitter", "ExampleToken", "ExampleNft"])
  for (const { contractAddress, hash } of log.transactions) {
    expect((await chain.receipt(hash)).status).toBe("0x1")
    expect(await chain.rpc("eth_getCode", contractAddress, "latest")).not.toBe("0x")
  }
  const splitter = log.transactions[2].contractAddress
  await chain.wallet().sendTransaction({ to: splitter, value: OPEN })
  const abi = JSON.parse(readFileSync(join(contracts, "out/RoyaltySplitter.sol/RoyaltySplitter.json"), "utf8")).abi
  while ((await chain.balance(splitter)) === 0n);
  expect(await chain.viem.readContract({ address: splitter, abi, functionName: "due", args: [alith.address] })).toBe((OPEN * 7n) / 10n)
})

test("cast send with an authorization (EIP-7702)", async () => {
  const at = ["--rpc-url", chain.url]
  const sent = JSON.parse(await cast("send", "--json", ...at, ...key, "--auth", stranger(5), stranger(6)))
  expect(sent.type).toBe("0x4")
  const code = await cast("code", ...at, await cast("wallet", "address", HARDHAT[0]))
  expect(code.toLowerCase()).toBe(`0xef0100${stranger(5).slice(2)}`)
})
