package dev.parlance.codegen;

/**
 * One file of an emitter's output.
 *
 * @param path below the output folder, with {@code /} between its parts; made of identifiers only
 * @param text the whole file, lines ended by {@code \n}
 */
public record SourceFile(String path, String text) {}
