/** For authors of a protocol: makes one schema document of a folder, and proves its examples. */
@NullMarked
package dev.parlance.codegen.bundle;

import org.jspecify.annotations.NullMarked;
