package dev.parlance.codegen;

import dev.parlance.codegen.model.Location;
import dev.parlance.codegen.model.Protocol;
import dev.parlance.codegen.model.TypeName;
import dev.parlance.codegen.read.Sources;
import java.io.IOException;
import java.util.List;

/**
 * One run of the generator, from schema files to source files:
 *
 * <ol>
 *   <li>read the bytes; end here where nothing changed since the last run
 *   <li>link: parse, and let the dialect's reader make the model of it
 *   <li>check the options against the model, and prune it
 *   <li>generate all files in memory
 *   <li>write those that changed
 * </ol>
 *
 * Problems are collected within a step and end the run after it; before the last step nothing is written.
 *
 * <pre>{@code
 * CodegenRun.Outcome outcome = new CodegenRun(options).execute();
 * }</pre>
 */
public final class CodegenRun {
    private final CodegenOptions options;
    private final Problems problems = new Problems();

    /** One use only. */
    public CodegenRun(CodegenOptions options) {
        this.options = options;
    }

    /**
     * What a run did.
     *
     * @param upToDate true where there was nothing to do; the numbers are 0 then
     * @param types definitions that were generated
     * @param changed files written
     * @param deleted files deleted, which earlier runs wrote
     */
    public record Outcome(boolean upToDate, int types, int methods, int changed, int deleted) {
        private static final Outcome UP_TO_DATE = new Outcome(true, 0, 0, 0, 0);
    }

    /**
     * Runs.
     *
     * @throws CodegenException with everything that is wrong with schema or options; nothing was written
     * @throws IOException where a file cannot be read or written
     */
    public Outcome execute() throws IOException {
        CodegenOptions.Input input = options.input();
        SchemaFiles files = SchemaFiles.read(input.schema(), input.experimentalSchema(), problems);
        OutputFolder folder = new OutputFolder(options.outputDirectory());
        String fingerprint = Fingerprint.of(files, options);
        if (problems.isEmpty() && folder.isUpToDate(fingerprint)) {
            return Outcome.UP_TO_DATE;
        }
        options.check(problems);
        problems.throwIfAny();

        Protocol protocol = check(link(files));
        problems.throwIfAny();

        Emitter emitter = new Emitters().ofStyle(options.modelStyle(), problems).orElseThrow(this::failure);
        List<SourceFile> sources = emitter.emit(protocol, options.emit(), problems);
        problems.throwIfAny();

        OutputFolder.Written written = folder.write(sources, fingerprint, problems);
        int types = protocol.definitions().size();
        return new Outcome(false, types, protocol.methods().size(), written.changed(), written.deleted());
    }

    private Protocol link(SchemaFiles files) {
        Sources sources = files.parse(problems);
        problems.throwIfAny();
        Protocol protocol = new DialectDetection()
                .readerOf(sources, options.input().dialect(), problems)
                .orElseThrow(this::failure)
                .read(sources, problems);
        problems.throwIfAny();
        return protocol;
    }

    private Protocol check(Protocol protocol) {
        List<String> names =
                protocol.definitions().keySet().stream().map(TypeName::toString).toList();
        for (String renamed : options.emit().rename().keySet()) {
            if (!names.contains(renamed)) {
                problems.error(
                        new Location("rename", "").at(renamed),
                        "the schema has no definition '" + renamed + "'",
                        NearNames.hint(renamed, names, "correct or remove it"));
            }
        }
        return Pruning.prune(protocol, options.selection(), problems);
    }

    /** Where a step has no result it has noted why. */
    private RuntimeException failure() {
        problems.throwIfAny();
        return new IllegalStateException("a step failed without noting a problem");
    }
}
