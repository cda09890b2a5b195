package dev.parlance.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFolderTest {
    private static final SourceFile TURN = new SourceFile("a/b/Turn.java", "class Turn {}\n");
    private static final SourceFile ITEM = new SourceFile("a/c/Item.java", "class Item {}\n");

    @TempDir
    Path temp;

    Path root;
    OutputFolder folder;

    @BeforeEach
    void open() {
        root = temp.resolve("out");
        folder = new OutputFolder(root);
    }

    @Test
    void writesFilesAndManifestAndNothingElse() throws IOException {
        assertThat(write("1", TURN, ITEM)).isEqualTo(new OutputFolder.Written(2, 0));

        assertThat(tree(root).keySet()).containsExactly(".parlance-manifest", "a/b/Turn.java", "a/c/Item.java");
        assertThat(root.resolve("a/b/Turn.java")).hasContent("class Turn {}\n");
    }

    @Test
    void writesOnlyFilesWhoseBytesChange() throws IOException {
        write("1", TURN, ITEM);
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(root.resolve("a/b/Turn.java"), old);

        SourceFile changed = new SourceFile(ITEM.path(), "class Item { int x; }\n");
        assertThat(write("2", TURN, changed)).isEqualTo(new OutputFolder.Written(1, 0));

        assertThat(Files.getLastModifiedTime(root.resolve("a/b/Turn.java"))).isEqualTo(old);
        assertThat(root.resolve(ITEM.path())).hasContent(changed.text());
    }

    @Test
    void deletesItsOwnStaleFilesAndTheirEmptyFolders() throws IOException {
        write("1", TURN, ITEM);
        assertThat(write("2", TURN)).isEqualTo(new OutputFolder.Written(0, 1));
        assertThat(root.resolve("a/c")).doesNotExist();
        assertThat(root.resolve("a/b/Turn.java")).exists();
    }

    @Test
    void leavesFilesOfOthersAlone() throws IOException {
        write("1", TURN, ITEM);
        Files.writeString(root.resolve("a/c/Mine.java"), "mine");
        write("2", TURN);
        assertThat(root.resolve("a/c/Mine.java")).hasContent("mine");
        assertThat(root.resolve(ITEM.path())).doesNotExist();
    }

    @Test
    void refusesToOverwriteAFileItDidNotWrite() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve(TURN.path()), "mine");
        Map<String, String> before = tree(root);

        assertThatThrownBy(() -> write("1", TURN, ITEM))
                .isInstanceOf(CodegenException.class)
                .hasMessageContaining("Turn.java#: this file is in the way and was not written by the generator");
        assertThat(tree(root)).isEqualTo(before);
    }

    @Test
    void takesBackAFileThatWasEdited() throws IOException {
        write("1", TURN);
        Files.writeString(root.resolve(TURN.path()), "edited");
        assertThat(folder.isUpToDate("1")).isFalse();
        write("1", TURN);
        assertThat(root.resolve(TURN.path())).hasContent(TURN.text());
        assertThat(folder.isUpToDate("1")).isTrue();
    }

    @Test
    void isNotUpToDateWhenAFileIsMissingOrTheFingerprintDiffers() throws IOException {
        assertThat(folder.isUpToDate("1")).isFalse();
        write("1", TURN, ITEM);
        assertThat(folder.isUpToDate("1")).isTrue();
        assertThat(folder.isUpToDate("2")).isFalse();
        Files.delete(root.resolve(ITEM.path()));
        assertThat(folder.isUpToDate("1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../Evil.java",
                "/etc/Evil.java",
                "a/../../Evil.java",
                "a//Evil.java",
                "a\\..\\Evil.java",
                "C:/Evil.java",
                ".parlance-manifest",
                "a/.hidden.java",
                "a/Evil.java\n",
                "a/Ev\u0000il.java",
                "a/b.c/Evil.java",
                "Evil",
                "",
                "é.java"
            })
    void refusesPathsThatAreNotPlainNames(String path) throws IOException {
        assertThatThrownBy(() -> write("1", TURN, new SourceFile(path, "x")))
                .isInstanceOf(CodegenException.class)
                .hasMessageContaining("this path cannot be written below");
        assertThat(tree(temp)).isEmpty();
    }

    @Test
    void refusesTwoFilesThatDifferByCaseOnly() throws IOException {
        assertThatThrownBy(() -> write("1", TURN, new SourceFile("a/b/TURN.java", "x")))
                .isInstanceOf(CodegenException.class)
                .hasMessageContaining("two types go to the same file as a/b/Turn.java");
        assertThat(tree(temp)).isEmpty();
    }

    @Test
    void followsNoLinkOutOfTheFolder() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.createDirectories(root);
        Files.createSymbolicLink(root.resolve("a"), outside);
        assertThatThrownBy(() -> write("1", TURN))
                .isInstanceOf(CodegenException.class)
                .hasMessageContaining("a symbolic link is in the way of a/b/Turn.java");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void deletesThroughNoLinkThatCameLater() throws IOException {
        write("1", TURN, ITEM);
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.move(root.resolve("a/c/Item.java"), outside.resolve("Item.java"));
        Files.delete(root.resolve("a/c"));
        Files.createSymbolicLink(root.resolve("a/c"), outside);
        assertThatThrownBy(() -> write("2", TURN))
                .hasMessageContaining("a symbolic link is in the way of a/c/Item.java");
        assertThat(outside.resolve("Item.java")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish\n",
                "# Written by Parlance: the files that it may change or delete here.\nfingerprint 1\n"
                        + "0000000000000000 ../victim.java\n"
            })
    void trustsNoManifestThatItDidNotWrite(String text) throws IOException {
        Files.createDirectories(root);
        Files.writeString(root.resolve(".parlance-manifest"), text);
        Files.writeString(temp.resolve("victim.java"), "mine");
        assertThat(folder.isUpToDate("1")).isFalse();
        assertThatThrownBy(() -> write("1", TURN))
                .hasMessageContaining("this is not a manifest that the generator wrote");
        assertThat(temp.resolve("victim.java")).hasContent("mine");
        assertThat(root.resolve("a")).doesNotExist();
    }

    @Test
    void goesOnAfterARunThatWasKilled() throws IOException {
        write("1", ITEM);
        // As a run leaves it that was killed after the first of its moves.
        Manifest during = new Manifest("1", new TreeMap<>(Map.of(ITEM.path(), Hashes.of(bytes(ITEM)))))
                .during(new Manifest("2", new TreeMap<>(Map.of(TURN.path(), Hashes.of(bytes(TURN))))));
        Files.writeString(root.resolve(Manifest.FILE_NAME), during.text());
        Files.createDirectories(root.resolve(".parlance-staging"));
        Files.writeString(root.resolve(".parlance-staging/3"), "half a fi");
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve(TURN.path()), "older bytes");

        assertThat(folder.isUpToDate("1")).isFalse();
        assertThat(write("2", TURN)).isEqualTo(new OutputFolder.Written(1, 1));
        assertThat(tree(root).keySet()).containsExactly(".parlance-manifest", "a/b/Turn.java");
    }

    @Test
    void refusesAFileAsFolder() throws IOException {
        Files.writeString(root, "a file");
        assertThatThrownBy(() -> write("1", TURN)).hasMessageContaining("this is not a folder");
        assertThat(root).hasContent("a file");
    }

    private OutputFolder.Written write(String fingerprint, SourceFile... files) throws IOException {
        return folder.write(List.of(files), fingerprint, new Problems());
    }

    private static byte[] bytes(SourceFile file) {
        return file.text().getBytes(StandardCharsets.UTF_8);
    }

    /** Every file below a folder with its text. */
    static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        if (!Files.exists(folder)) {
            return tree;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                tree.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return tree;
    }
}
