/** The same scenarios played to the real server and to ours, and their transcripts compared. */
@NullMarked
package dev.parlance.codex.scenario;

import org.jspecify.annotations.NullMarked;
