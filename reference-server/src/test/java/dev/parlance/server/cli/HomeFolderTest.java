package dev.parlance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aMissingHomeIsMadeForItsOwnerAlone() throws Exception {
        Path home = folder.resolve("new/home");

        assertThat(HomeFolder.open(home.toString())).isEqualTo(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }

    @Test
    void aHomeThatIsThereIsTakenAsItIs() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("home")));

        assertThat(HomeFolder.open(link.toString())).isEqualTo(link);
    }

    @Test
    void aFileIsNoHome() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> HomeFolder.open(file.toString()))
                .isInstanceOf(StartException.class)
                .hasMessage("the home folder " + file + " cannot be used: " + file
                        + " is not a folder; set PARLANCE_HOME to another one");
        assertThatThrownBy(() -> HomeFolder.open(file + "/below"))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("the home folder " + file + "/below cannot be used: ");
    }
}
