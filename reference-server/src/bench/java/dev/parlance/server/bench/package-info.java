/** Our server and the real one side by side in one run; see {@link dev.parlance.server.bench.SideBySide}. */
@NullMarked
package dev.parlance.server.bench;

import org.jspecify.annotations.NullMarked;
