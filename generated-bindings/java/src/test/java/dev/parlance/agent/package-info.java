/** The conversation API against a server that says what each test wants, and the generated types against their schema. */
@NullMarked
package dev.parlance.agent;

import org.jspecify.annotations.NullMarked;
