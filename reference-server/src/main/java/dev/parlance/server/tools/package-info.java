/** What a model can call. */
@NullMarked
package dev.parlance.server.tools;

import org.jspecify.annotations.NullMarked;
