// SPDX-License-Identifier: Apache-2.0
/** Run by Hardhat, with ethers on Hardhat's own provider. */
const assert = require("node:assert/strict")
const { BrowserProvider, ContractFactory } = require("ethers")
const { artifacts, network } = require("hardhat")

describe("Counter", () => {
  let counter, signer, other
  before(async () => {
    const provider = new BrowserProvider(network.provider)
    ;[signer, other] = [await provider.getSigner(0), await provider.getSigner(1)]
    const { abi, bytecode } = await artifacts.readArtifact("Counter")
    counter = await new ContractFactory(abi, bytecode, signer).deploy()
    await counter.waitForDeployment()
  })

  it("counts", async () => {
    await (await counter.add(3)).wait()
    await (await counter.connect(other).add(4)).wait()
    assert.equal(await counter.count(), 7n)
  })

  it("logs", async () => {
    const events = await counter.queryFilter("Counted")
    assert.deepEqual(events.map(({ args }) => args.count), [3n, 7n])
  })

  it("refuses", async () => {
    await assert.rejects(counter.add.staticCall(11), (error) => error.revert?.name === "TooFar")
  })
})
