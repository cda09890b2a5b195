/** What a run found out: one result a check, with the transcripts that show it. */
@NullMarked
package dev.parlance.conformance.result;

import org.jspecify.annotations.NullMarked;
