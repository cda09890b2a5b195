package dev.parlance.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

class NativeLibraryTest {
    @Test
    void unpackedLibraryIsTheDriversOwnAndNothingElseIsLeft(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("parlance-server.jar");
        NativeLibrary.unpackBeside(jar);
        NativeLibrary.unpackBeside(jar);
        List<Path> files = files(folder);
        assertThat(files).hasSize(1);
        assertThat(files.get(0).getFileName()).hasToString(LibraryLoaderUtil.getNativeLibName());
        assertThat(files.get(0).getParent().getFileName().toString()).matches("sqlite-[0-9.]+");
        assertThat(Files.readAllBytes(files.get(0))).isEqualTo(resource());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] resource() throws IOException {
        String name = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
        try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
