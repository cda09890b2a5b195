package dev.parlance.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parlance.agent.protocol.AddPatchChangeKind;
import dev.parlance.agent.protocol.DeletePatchChangeKind;
import dev.parlance.agent.protocol.FileUpdateChange;
import dev.parlance.server.Json;
import dev.parlance.server.patch.PlannedChange.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PatchVerifierTest {
    @TempDir
    private Path temp;

    private Path work;
    private Path outside;

    @BeforeEach
    void folders() throws IOException {
        work = Files.createDirectory(temp.toRealPath().resolve("space"));
        outside = Files.writeString(temp.toRealPath().resolve("outside"), "secret\n");
        Files.writeString(work.resolve("a.txt"), "one\ntwo\n");
    }

    @Test
    void changesAreSortedByPathWithWholeTextsForAddAndDelete() throws Exception {
        Files.writeString(work.resolve("z.txt"), "z\n");
        VerifiedPatch patch = verify("*** Delete File: z.txt\n*** Add File: n\n+n\n*** Update File: a.txt\n-two\n+2\n");
        assertThat(Json.MAPPER.readTree(Json.bytes(patch.fileUpdateChanges())))
                .isEqualTo(Json.MAPPER.readTree("""
                        [{"path": "W/a.txt", "kind": {"type": "update", "move_path": null}, "diff": "@@ -1,2 +1,2 @@\\n one\\n-two\\n+2\\n"},
                         {"path": "W/n", "kind": {"type": "add"}, "diff": "n\\n"},
                         {"path": "W/z.txt", "kind": {"type": "delete"}, "diff": "z\\n"}]
                        """.replace("W/", work + "/")));
        assertThat(patch.fileUpdateChanges())
                .contains(
                        FileUpdateChange.of("n\n", AddPatchChangeKind.of(), work + "/n"),
                        FileUpdateChange.of("z\n", DeletePatchChangeKind.of(), work + "/z.txt"));
    }

    @Test
    void moveNamesItsTarget() throws Exception {
        VerifiedPatch patch = verify("*** Update File: a.txt\n*** Move to: b.txt\n-two\n+2\n");
        assertThat(Json.MAPPER.readTree(Json.bytes(patch.fileUpdateChanges())))
                .isEqualTo(Json.MAPPER.readTree("""
                        [{"path": "W/a.txt", "kind": {"type": "update", "move_path": "W/b.txt"}, "diff": "@@ -1,2 +1,2 @@\\n one\\n-two\\n+2\\n"}]
                        """.replace("W/", work + "/")));
        assertThat(patch.realPaths()).isEqualTo(Set.of(work.resolve("a.txt"), work.resolve("b.txt")));
    }

    @Test
    void updatesOfOneFileFollowEachOther() throws Exception {
        Files.createSymbolicLink(work.resolve("link"), Path.of("a.txt"));
        VerifiedPatch patch = verify("*** Update File: a.txt\n-two\n+2\n*** Update File: link\n 2\n+3\n");
        Place place = new Place(work.resolve("a.txt"), work.resolve("a.txt"));
        assertThat(patch.changes()).containsExactly(new PlannedChange(place, null, "one\ntwo\n", "one\n2\n3\n"));
    }

    @Test
    void fileBehindALinkIsShownAsItReallyIs() throws Exception {
        Files.createSymbolicLink(work.resolve("link"), outside);
        Files.createSymbolicLink(work.resolve("up"), Path.of(".."));
        assertThat(verify("*** Update File: link\n-secret\n+x\n").changes())
                .containsExactly(new PlannedChange(new Place(outside, outside), null, "secret\n", "x\n"));
        Path fresh = temp.toRealPath().resolve("fresh");
        for (String way :
                new String[] {"../fresh", "up/fresh", "up/space/../fresh", "./x/../../fresh", fresh.toString()}) {
            assertThat(verify("*** Add File: " + way + "\n+x\n").realPaths())
                    .as(way)
                    .isEqualTo(Set.of(fresh));
        }
    }

    @Test
    void danglingLinkLeadsToItsTarget() throws Exception {
        Files.createSymbolicLink(work.resolve("link"), Path.of("../later"));
        assertThat(verify("*** Add File: link\n+x\n").realPaths())
                .isEqualTo(Set.of(temp.toRealPath().resolve("later")));
    }

    @Test
    void cwdBehindALinkKeepsTheUsersNames() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("here"), work);
        VerifiedPatch patch =
                PatchVerifier.verify(PatchText.parse("*** Begin Patch\n*** Add File: n\n+x\n*** End Patch"), link);
        assertThat(patch.changes())
                .containsExactly(new PlannedChange(new Place(link.resolve("n"), work.resolve("n")), null, null, "x\n"));
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        Files.createDirectory(work.resolve("dir"));
        Files.writeString(work.resolve("b.txt"), "b\n");
        Files.write(work.resolve("binary"), new byte[] {1, 0, 2});
        Files.write(work.resolve("latin"), new byte[] {(byte) 0xe9, 10});
        Files.write(work.resolve("huge"), new byte[10 * 1024 * 1024 + 1]);
        Files.createSymbolicLink(work.resolve("link"), outside);
        Files.createSymbolicLink(work.resolve("loop"), Path.of("loop"));
        refused("*** Update File: none\n-a\n+b\n", "there is no file W/none");
        refused("*** Delete File: none\n", "there is no file W/none");
        refused("*** Delete File: dir\n", "W/dir is a folder");
        refused("*** Delete File: .\n", ". is a folder");
        refused("*** Add File: dir\n+x\n", "W/dir is a folder");
        refused("*** Update File: binary\n-a\n+b\n", "W/binary is binary");
        refused("*** Delete File: latin\n", "W/latin is binary, or not UTF-8");
        refused("*** Delete File: huge\n", "W/huge has more than 10485760 bytes");
        refused("*** Delete File: /dev/null\n", "/dev/null is no plain file");
        refused("*** Update File: loop\n-a\n+b\n", "the path cannot be followed: loop");
        refused("*** Update File: a\0b\n-a\n+b\n", "no path: \"a\0b\"");
        refused("*** Update File: a.txt\n one\n", "the update of W/a.txt changes nothing");
        refused(
                "*** Update File: a.txt\n*** Move to: b.txt\n",
                "a.txt cannot be moved: W/b.txt exists already; delete it first");
        refused(
                "*** Delete File: link\n",
                "link is a symbolic link and can be neither deleted nor moved by a patch; name the file itself: "
                        + outside);
        refused(
                "*** Delete File: a.txt\n*** Add File: ./a.txt\n+x\n",
                "line 3 of the patch: W/a.txt is named twice in one patch; put all of its changes into one section");
        refused(
                "*** Add File: n\n+x\n*** Update File: a.txt\n*** Move to: n\n",
                "line 4 of the patch: W/n is named twice in one patch; put all of its changes into one section");
    }

    private void refused(String sections, String message) {
        assertThatExceptionOfType(PatchException.class)
                .isThrownBy(() -> verify(sections))
                .withMessage(message.replace("W/", work + "/"));
    }

    private VerifiedPatch verify(String sections) throws PatchException {
        return PatchVerifier.verify(PatchText.parse("*** Begin Patch\n" + sections + "*** End Patch"), work);
    }
}
