/** The command line. */
@NullMarked
package dev.parlance.conformance.cli;

import org.jspecify.annotations.NullMarked;
