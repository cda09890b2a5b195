/**
 * Verdicts for people and for programs: {@code ReportFolder} and {@code RunReport} on runs, {@code HumanReport} and {@code
 * JsonReport} on transcripts. Text that a subject sent is made harmless in two places only, {@code Printable} and {@code
 * Markup}.
 */
@NullMarked
package dev.parlance.conformance.report;

import org.jspecify.annotations.NullMarked;
