package dev.parlance.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders of expected files; {@code -Dgolden.update} writes them anew. */
final class Goldens {
    private static final Path ROOT = Path.of("src/test/resources/dev/parlance/conformance/report");

    private Goldens() {}

    /** Compares all files, their names as well as what is in them. */
    static void compare(Map<String, String> actual, String folder) throws IOException {
        Path golden = ROOT.resolve(folder);
        if (System.getProperty("golden.update") != null) {
            write(actual, golden);
        }
        assertThat(read(golden)).isEqualTo(actual);
    }

    static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(Files::isRegularFile)
                    .forEach(
                            path -> files.put(folder.relativize(path).toString().replace('\\', '/'), content(path)));
        }
        return files;
    }

    private static void write(Map<String, String> files, Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static String content(Path path) {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
