package dev.parlance.server.cli;

import dev.parlance.protocol.ProtocolDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code generate-json-schema}: writes the bundle that the server speaks, to generate bindings from it. */
@Command(name = "generate-json-schema", description = "Write the protocol's JSON Schema: DIR/agent.schema.json.")
final class SchemaCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to; made if it is missing.")
    private String folder = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say this.")
    boolean help;

    /** Made by picocli. */
    SchemaCommand() {}

    @Override
    public Integer call() throws StartException {
        return write(folder);
    }

    /** Writes the file and names it on stdout. */
    static int write(String folder) throws StartException {
        try (InputStream schema = ProtocolDocument.SCHEMA.open()) {
            Path target = Path.of(folder).resolve(ProtocolDocument.SCHEMA.fileName());
            Files.createDirectories(Path.of(folder));
            Files.copy(schema, target, StandardCopyOption.REPLACE_EXISTING);
            StdoutText.line(target.toString());
            return ExitCode.OK;
        } catch (IOException | InvalidPathException e) {
            throw new StartException(ExitCode.START, "the schema cannot be written to " + folder + ": " + e);
        }
    }
}
