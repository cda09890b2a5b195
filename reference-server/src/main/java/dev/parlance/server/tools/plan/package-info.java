/** The tool that shows the model's plan. */
@NullMarked
package dev.parlance.server.tools.plan;

import org.jspecify.annotations.NullMarked;
