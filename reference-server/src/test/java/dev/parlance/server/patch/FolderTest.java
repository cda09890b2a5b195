package dev.parlance.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderTest {
    private static final Path A = Path.of("a");
    private static final Path B = Path.of("b");

    @TempDir
    private Path temp;

    private Path top;
    private Path dir;

    @BeforeEach
    void folder() throws IOException {
        top = temp.toRealPath();
        dir = Files.createDirectory(top.resolve("dir"));
    }

    @Test
    void bothWaysOfOpeningGiveTheSameFolder() throws Exception {
        try (Folder byName = Folder.open(dir);
                Folder byPath = Folder.openByPath(dir)) {
            byName.create(A, new byte[] {'x'});
            assertThat(byPath.read(A, "a")).isEqualTo("x");
            byPath.move(A, byName, B);
            assertThat(byName.has(A)).isFalse();
            assertThat(byName.has(B)).isTrue();
            byName.delete(B);
        }
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void workGoesOnInTheFolderThatWasOpenedNotInWhatReplacedIt() throws Exception {
        Path other = Files.createDirectory(top.resolve("other"));
        try (Folder folder = Folder.open(dir)) {
            Files.move(dir, top.resolve("away"));
            Files.createSymbolicLink(dir, other);
            folder.create(A, new byte[] {'x'});
        }
        assertThat(other).isEmptyDirectory();
        assertThat(top.resolve("away/a")).hasContent("x");
    }

    @Test
    void linkIsNoFolderWhereverItStands() throws Exception {
        Path link = Files.createSymbolicLink(top.resolve("link"), dir);
        Files.createDirectory(dir.resolve("sub"));
        assertThatThrownBy(() -> Folder.open(link)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Folder.open(link.resolve("sub"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Folder.openByPath(link.resolve("sub"))).isInstanceOf(IOException.class);
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        try (Folder folder = Folder.open(dir)) {
            folder.create(A, new byte[] {'x'});
            Files.createSymbolicLink(dir.resolve("b"), Path.of("nowhere"));
            assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> folder.move(A, folder, B));
            assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> folder.create(B, new byte[0]));
        }
        assertThat(dir.resolve("a")).hasContent("x");
    }
}
