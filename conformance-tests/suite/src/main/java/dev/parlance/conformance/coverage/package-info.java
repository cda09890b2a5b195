/** What of the protocol a run has touched: methods, members, values, variants and rules, counted against the schema. */
@NullMarked
package dev.parlance.conformance.coverage;

import org.jspecify.annotations.NullMarked;
