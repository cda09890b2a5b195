package dev.parlance.codegen.bundle;

import dev.parlance.codegen.Problems;
import dev.parlance.codegen.SchemaFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * Makes the bundle of a folder and writes it, where it changed.
 *
 * <pre>{@code
 * boolean changed = new BundleRun(Path.of("src/main/protocol"), Path.of("target/agent.schema.json")).execute();
 * }</pre>
 *
 * @param source folder of a protocol description, or a bundle
 * @param target file; its folders are created
 */
public record BundleRun(Path source, Path target) {
    /**
     * Runs.
     *
     * @return true where the file was written, false where it already held these bytes
     * @throws dev.parlance.codegen.CodegenException with everything that is wrong with the description; nothing was written
     * @throws IOException where a file cannot be read or written
     */
    public boolean execute() throws IOException {
        Problems problems = new Problems();
        SchemaFiles files = SchemaFiles.read(source, null, problems);
        problems.throwIfAny();
        String text = new Bundler(problems).bundle(files.parse(problems));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(target) && Arrays.equals(Files.readAllBytes(target), bytes)) {
            return false;
        }
        Path file = target.toAbsolutePath().normalize();
        Path folder = file.getParent();
        if (folder == null) {
            throw new IOException("not the path of a file: " + target);
        }
        Files.createDirectories(folder);
        Path staged = Files.createTempFile(folder, ".parlance", ".tmp");
        try {
            Files.write(staged, bytes);
            Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(staged);
        }
        return true;
    }
}
