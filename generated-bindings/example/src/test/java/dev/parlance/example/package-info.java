/** What the quickstart shows is what it should show. */
@NullMarked
package dev.parlance.example;

import org.jspecify.annotations.NullMarked;
