/** A whole run: which scenarios are played, how many at once, and what their results come to. */
@NullMarked
package dev.parlance.conformance.run;

import org.jspecify.annotations.NullMarked;
