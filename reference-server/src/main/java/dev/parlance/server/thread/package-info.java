/** Loaded threads. */
@NullMarked
package dev.parlance.server.thread;

import org.jspecify.annotations.NullMarked;
