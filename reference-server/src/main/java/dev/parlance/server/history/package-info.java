/** What is read back of stored threads. */
@NullMarked
package dev.parlance.server.history;

import org.jspecify.annotations.NullMarked;
