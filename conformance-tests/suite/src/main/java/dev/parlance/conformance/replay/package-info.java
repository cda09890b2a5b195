/** Plays the client's side of a recording to another server and compares what the two servers said. */
@NullMarked
package dev.parlance.conformance.replay;

import org.jspecify.annotations.NullMarked;
