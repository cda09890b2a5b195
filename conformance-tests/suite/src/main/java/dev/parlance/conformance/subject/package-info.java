/** Who is under test: the subject's file, and how it is started. */
@NullMarked
package dev.parlance.conformance.subject;

import org.jspecify.annotations.NullMarked;
