// SPDX-License-Identifier: Apache-2.0
//
// metadata-hash.mjs NODE: prints the hash of the metadata (RFC 78) of the runtime in a node's
// program, as wallets of the public network compute it and `CheckMetadataHash` expects it there: the
// ss58 prefix is part of it (ADR 0011). Starts the program on that network's genesis, without peers
// and in a folder of its own, and ends it.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { merkleizeMetadata } from "@polkadot-api/merkleize-metadata";

const program = process.argv[2];
if (!program) {
	console.error("usage: node scripts/metadata-hash.mjs NODE");
	process.exit(2);
}
const node = spawn(program, ["--chain", "testnet", "--tmp", "--rpc-port", "0", "--reserved-only",
	"--listen-addr", "/ip4/127.0.0.1/tcp/0", "--no-prometheus", "--no-mdns"],
{ stdio: ["ignore", "ignore", "pipe"] });
try {
	let address;
	for await (const line of createInterface({ input: node.stderr })) {
		address = line.match(/JSON-RPC server: addr=([^,\s]+)/)?.[1];
		if (address) break;
	}
	if (!address) throw new Error(`${program} ended before its RPC was there`);
	const answer = await fetch(`http://${address}`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "state_call",
			params: ["Metadata_metadata_at_version", "0x0f000000"] }),
	}).then((response) => response.json());
	if (!answer.result) throw new Error(JSON.stringify(answer.error));
	// Option<Vec<u8>>: a byte, a compact length, the metadata.
	const bytes = Buffer.from(answer.result.slice(2), "hex");
	const mode = bytes[1] & 3;
	const start = 1 + [1, 2, 4, 1 + (bytes[1] >> 2) + 4][mode];
	const merkle = merkleizeMetadata(bytes.subarray(start), { tokenSymbol: "OPEN", decimals: 18 });
	console.log(`0x${Buffer.from(merkle.digest()).toString("hex")}`);
} finally {
	node.kill("SIGTERM");
}
