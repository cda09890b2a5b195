/**
 * Generated from the schema of the Demo protocol; changes are lost when it is generated again.
 */
@NullMarked
package dev.parlance.golden;

import org.jspecify.annotations.NullMarked;
