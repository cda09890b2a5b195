/** The command line: what a user or a client's launcher starts. */
@NullMarked
package dev.parlance.server.cli;

import org.jspecify.annotations.NullMarked;
