/** Scenarios: what the suite says and does to provoke an answer, read from YAML and played to a subject. */
@NullMarked
package dev.parlance.conformance.play;

import org.jspecify.annotations.NullMarked;
