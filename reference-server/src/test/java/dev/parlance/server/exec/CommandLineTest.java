package dev.parlance.server.exec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.server.exec.CommandLine.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void plainWordsAndJointsAreRead() {
        assertThat(CommandLine.plain("git status -s&&ls 'my folder' | wc  -l; cat \"a b\"c ''"))
                .isEqualTo(Optional.of(List.of(
                        new Segment(List.of("git", "status", "-s"), "git status -s", ""),
                        new Segment(List.of("ls", "my folder"), "ls 'my folder'", "&&"),
                        new Segment(List.of("wc", "-l"), "wc  -l", "|"),
                        new Segment(List.of("cat", "a bc", ""), "cat \"a b\"c ''", ";"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ";",
                "ls;",
                "ls &&",
                "&& ls",
                "ls &",
                "ls & rm x",
                "ls |& cat",
                "ls ||| cat",
                "ls ;; ls",
                "ls\nrm x",
                "ls\rrm",
                "ls $(rm x)",
                "ls `rm x`",
                "ls \"$(rm x)\"",
                "ls \"`rm x`\"",
                "ls $HOME",
                "ls ${x}",
                "ls > x",
                "ls < x",
                "ls 2>&1",
                "ls <(rm x)",
                "(ls)",
                "{ ls; }",
                "ls {a,b}",
                "ls *",
                "ls ?",
                "ls [a]",
                "ls ~",
                "ls \\; rm",
                "ls 'a",
                "ls \"a",
                "ls # x",
                "! ls",
                "X=1 ls",
                "PATH=/evil ls",
                "if ls",
                "while ls",
                "time ls",
                "function ls",
                "ls 'a\nb'",
                "ls \"a\\\" ; rm x\"",
                "ls $'x'",
                "ls\u00a0x",
                "ls \u2028 x",
                "ls() { rm x; }",
                "ls\u0000x",
                "lé"
            })
    void whatCouldMeanAnythingElseIsNotPlain(String text) {
        assertThat(CommandLine.plain(text)).isEmpty();
    }

    @Test
    void everyPlainWordIsWhatTheShellReads() throws Exception {
        String text = "printf %s@ a-b 'c d' \"e;f\" g'h'\"i\" ./j,k:l=m+n@o% '' '*' '$(x)' \"'\" '\"' '\\'";
        Process process = new ProcessBuilder("/bin/bash", "-c", text).start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        List<String> words = CommandLine.plain(text).orElseThrow().get(0).words();
        assertThat(printed).isEqualTo(String.join("@", words.subList(2, words.size())) + "@");
    }

    @Test
    void rulesAllowOnlyLinesWhoseEveryCommandIsAllowed(@TempDir Path home) throws IOException {
        ExecRules rules = new ExecRules(home);
        assertThat(rules.allows("ls", false)).isFalse();
        rules.allow(List.of("ls"), false);
        rules.allow(List.of("git", "status"), true);
        assertThat(List.of("ls", "ls -la", "'ls' x", "ls && git status -s", "ls | ls; ls"))
                .allMatch(text -> rules.allows(text, false));
        assertThat(List.of(
                        "lsof",
                        "ls && rm x",
                        "rm x; ls",
                        "ls; rm x",
                        "ls | sh",
                        "git",
                        "git push",
                        "git -c a=b status",
                        "git 'status x'",
                        "'ls rm'",
                        "ls -la > x",
                        "ls $(rm x)",
                        "ls & rm x",
                        "ls\nrm x",
                        "./ls",
                        "/tmp/ls",
                        "PATH=. ls",
                        "\"ls\n\"",
                        "ls `rm`",
                        "l\\s",
                        "l*",
                        "sh -c ls",
                        "eval ls",
                        "",
                        ";",
                        "LS"))
                .noneMatch(text -> rules.allows(text, false));
        assertThat(rules.allows("git status", true)).isTrue();
        assertThat(rules.allows("ls", true)).isFalse();
        assertThat(rules.allows("git status; ls", true)).isFalse();
    }

    @Test
    void rulesAreKeptPrivatelyAndSeenByOtherServers(@TempDir Path home) throws IOException {
        new ExecRules(home).allow(List.of("ls"), false);
        new ExecRules(home).allow(List.of("cat", "a b"), true);
        Path file = home.resolve("rules/default.json");
        assertThat(Files.readString(file))
                .isEqualTo("{\"allow\":[{\"prefix\":[\"ls\"],\"unconfined\":false},"
                        + "{\"prefix\":[\"cat\",\"a b\"],\"unconfined\":true}]}");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(new ExecRules(home).allows("ls && cat 'a b' c", false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"allow\":null}",
                "{\"allow\":[{\"prefix\":[]}]}",
                "{\"allow\":[{\"prefix\":[\"\"",
                "x"
            })
    void damagedRulesAllowNothing(String content, @TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve("rules"));
        Files.writeString(home.resolve("rules/default.json"), content);
        assertThat(new ExecRules(home).allows("ls", false)).isFalse();
    }
}
