/** The conformance suite, run against the real server. */
@NullMarked
package dev.parlance.codex.conformance;

import org.jspecify.annotations.NullMarked;
