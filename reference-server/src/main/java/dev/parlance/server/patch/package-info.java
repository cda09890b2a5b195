/** Patches as models write them, and diffs as clients read them. */
@NullMarked
package dev.parlance.server.patch;

import org.jspecify.annotations.NullMarked;
