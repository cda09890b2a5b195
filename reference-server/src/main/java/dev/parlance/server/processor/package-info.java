/** One connection: handshake, gates, queues, handlers. */
@NullMarked
package dev.parlance.server.processor;

import org.jspecify.annotations.NullMarked;
