/** The reference server: its wiring and its command line. */
@NullMarked
package dev.parlance.server;

import org.jspecify.annotations.NullMarked;
