// SPDX-License-Identifier: Apache-2.0
/** All scenarios, in the order in which they run. */
import type { Scenario } from "../lib/scenario.js"
import { badBlob } from "./bad-blob.js"
import { clockSkew } from "./clock-skew.js"
import { corruptDb } from "./corrupt-db.js"
import { diskFull } from "./disk-full.js"
import { equivocation } from "./equivocation.js"
import { finality } from "./finality.js"
import { joinLeave } from "./join-leave.js"
import { killOne } from "./kill-one.js"
import { killThird } from "./kill-third.js"
import { loop } from "./loop.js"
import { malformedMessages } from "./malformed-messages.js"
import { malformedPeer } from "./malformed-peer.js"
import { partition } from "./partition.js"
import { seven } from "./seven.js"
import { spam } from "./spam.js"

export const scenarios: Scenario[] = [
  finality,
  loop,
  killOne,
  killThird,
  seven,
  partition,
  clockSkew,
  diskFull,
  corruptDb,
  equivocation,
  joinLeave,
  spam,
  malformedPeer,
  malformedMessages,
  badBlob,
]
