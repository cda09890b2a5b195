/** The tool that runs shell commands, and the user's own commands. */
@NullMarked
package dev.parlance.server.tools.shell;

import org.jspecify.annotations.NullMarked;
