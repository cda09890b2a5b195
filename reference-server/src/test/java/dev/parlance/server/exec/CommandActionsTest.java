package dev.parlance.server.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.protocol.CommandAction;
import dev.parlance.agent.protocol.LegacyAppPathString;
import dev.parlance.agent.protocol.ListFilesCommandAction;
import dev.parlance.agent.protocol.ReadCommandAction;
import dev.parlance.agent.protocol.SearchCommandAction;
import dev.parlance.agent.protocol.UnknownCommandAction;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandActionsTest {
    private static final Path CWD = Path.of("/project");

    @Test
    void listing() {
        assertThat(of("ls")).containsExactly(list("ls", null));
        assertThat(of("ls -la src | head -5")).containsExactly(list("ls -la src", "src"));
        assertThat(of("rg --files lib")).containsExactly(list("rg --files lib", "lib"));
    }

    @Test
    void reading() {
        assertThat(of("cat a/../b.txt")).containsExactly(read("cat a/../b.txt", "b.txt", "/project/b.txt"));
        assertThat(of("head -n 5 /etc/hosts")).containsExactly(read("head -n 5 /etc/hosts", "hosts", "/etc/hosts"));
        assertThat(of("sed -n 1,5p x")).containsExactly(read("sed -n 1,5p x", "x", "/project/x"));
        assertThat(of("cat x && cat y | wc -l"))
                .containsExactly(read("cat x", "x", "/project/x"), read("cat y", "y", "/project/y"));
    }

    @Test
    void searching() {
        assertThat(of("grep -n foo src")).containsExactly(search("grep -n foo src", "foo", "src"));
        assertThat(of("rg -A 3 foo")).containsExactly(search("rg -A 3 foo", "foo", null));
        assertThat(of("find src -name '*.java'")).containsExactly(search("find src -name '*.java'", "*.java", "src"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "make",
                "cat x > y",
                "ls; rm x",
                "sed -i s/a/b/ x",
                "find . -delete",
                "find . -exec rm x",
                "cd x && ls",
                "cat",
                "",
                "sed",
                "ls $(rm x)",
                "cat a b"
            })
    void whatIsNotRecognisedIsUnknownAsAWhole(String text) {
        assertThat(of(text))
                .containsExactly(UnknownCommandAction.builder().command(text).build());
    }

    private static List<CommandAction> of(String text) {
        return CommandActions.of(text, CWD);
    }

    private static CommandAction list(String command, @Nullable String path) {
        return ListFilesCommandAction.builder().command(command).path(path).build();
    }

    private static CommandAction read(String command, String name, String path) {
        return ReadCommandAction.builder()
                .command(command)
                .name(name)
                .path(LegacyAppPathString.of(path))
                .build();
    }

    private static CommandAction search(String command, String query, @Nullable String path) {
        return SearchCommandAction.builder()
                .command(command)
                .query(query)
                .path(path)
                .build();
    }
}
