/** Where faults are planted: between the suite and a server that runs, over stdio and over WebSocket. */
@NullMarked
package dev.parlance.mutants.live;

import org.jspecify.annotations.NullMarked;
