/** The tool that changes files. */
@NullMarked
package dev.parlance.server.tools.patch;

import org.jspecify.annotations.NullMarked;
