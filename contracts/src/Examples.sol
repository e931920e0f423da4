// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// OpenZeppelin's ERC-20 with permits, as everybody deploys it.
contract ExampleToken is ERC20, ERC20Permit {
    constructor(uint256 supply) ERC20("Example", "EXM") ERC20Permit("Example") {
        _mint(msg.sender, supply);
    }
}

/// OpenZeppelin's ERC-721, minted by anyone.
contract ExampleNft is ERC721 {
    uint256 public minted;

    constructor() ERC721("Example", "EXN") {}

    function mint(address to) external returns (uint256 id) {
        id = minted++;
        _safeMint(to, id);
    }
}
