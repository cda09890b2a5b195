/** Trials: the suite is run with a fault in its way, and what it says is held against what was planted. */
@NullMarked
package dev.parlance.mutants.trial;

import org.jspecify.annotations.NullMarked;
