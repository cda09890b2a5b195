/** Commands: running them, confining them, and reading what they say they do. */
@NullMarked
package dev.parlance.server.exec;

import org.jspecify.annotations.NullMarked;
