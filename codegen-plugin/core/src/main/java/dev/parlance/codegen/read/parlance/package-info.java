/** Reads our own dialect: a folder of resource files with method tables, or the bundle made of it. */
@NullMarked
package dev.parlance.codegen.read.parlance;

import org.jspecify.annotations.NullMarked;
