/** Settings, by layer, with the place each came from. */
@NullMarked
package dev.parlance.server.config;

import org.jspecify.annotations.NullMarked;
