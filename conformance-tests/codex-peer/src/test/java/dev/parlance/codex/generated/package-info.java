/** What the generator makes of the real schema: that it is complete, compiles on newer JDKs and keeps every value. */
@NullMarked
package dev.parlance.codex.generated;

import org.jspecify.annotations.NullMarked;
