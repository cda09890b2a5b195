/** Threads, turns and items on disk. */
@NullMarked
package dev.parlance.server.store;

import org.jspecify.annotations.NullMarked;
