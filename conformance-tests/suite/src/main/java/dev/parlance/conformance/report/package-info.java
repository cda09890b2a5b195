/** Verdicts for people and for programs. */
@NullMarked
package dev.parlance.conformance.report;

import org.jspecify.annotations.NullMarked;
