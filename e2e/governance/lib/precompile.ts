// SPDX-License-Identifier: Apache-2.0
/** Conviction voting from an Ethereum wallet: the precompile of `evm/precompiles/sol/ConvictionVoting.sol`. */
import { createPublicClient, createWalletClient, defineChain, http, parseAbi } from "viem"
import { wallet } from "./people.js"

export const VOTING = "0x0000000000000000000000000000000000000808"

export const votingAbi = parseAbi([
  "struct Vote { uint32 referendum; uint8 kind; uint8 conviction; uint256 aye; uint256 nay; uint256 abstain; }",
  "event Voted(uint32 indexed referendum, address indexed voter, bool aye, uint8 conviction, uint256 balance)",
  "function vote(uint32 referendum, bool aye, uint8 conviction, uint256 balance)",
  "function removeVote(uint32 referendum)",
  "function votingOf(address account, uint16 track) view returns (Vote[] votes, uint256 delegatedVotes, uint256 delegatedCapital)",
])

/** viem's clients of the node, for the first account of Hardhat. */
export function ethereum(url: string) {
  const chain = defineChain({
    id: 42,
    name: "OpenLedger dev",
    nativeCurrency: { name: "OPEN", symbol: "OPEN", decimals: 18 },
    rpcUrls: { default: { http: [url] } },
  })
  const transport = http(url)
  return {
    reader: createPublicClient({ chain, transport, pollingInterval: 100 }),
    writer: createWalletClient({ account: wallet, chain, transport }),
  }
}

/** Sends a call of the precompile and gives its receipt; a call that would revert fails before it is sent. */
export async function send(url: string, functionName: "vote" | "removeVote", args: readonly unknown[]) {
  const { reader, writer } = ethereum(url)
  const call = { address: VOTING, abi: votingAbi, functionName, args } as const
  const { request } = await reader.simulateContract({ ...call, account: wallet } as any)
  const hash = await writer.writeContract(request as any)
  return reader.waitForTransactionReceipt({ hash })
}
