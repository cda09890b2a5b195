/** JSON-RPC between two equal ends: method tables, peers, framing and transports. Knows no protocol. */
@NullMarked
package dev.parlance.rpc;

import org.jspecify.annotations.NullMarked;
