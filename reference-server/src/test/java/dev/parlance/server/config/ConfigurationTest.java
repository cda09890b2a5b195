package dev.parlance.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parlance.agent.protocol.ConfigWarningNotification;
import dev.parlance.rpc.RpcException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    @TempDir
    private Path folder;

    private ConfigHome home;

    @BeforeEach
    void home() {
        home = new ConfigHome(folder);
    }

    @Test
    void laterLayersWin() throws IOException {
        home.with("model = 'file'\nservice_tier = 'file'\nreview_model = 'file'\ndeveloper_instructions = 'file'\n");
        Files.writeString(folder.resolve("fast.config.toml"), "service_tier = 'profile'\nreview_model = 'profile'\n");
        Configuration configuration =
                new Configuration(home.profile("fast", "review_model=flag", "developer_instructions=flag"));
        Settings settings = configuration.settings(Map.of("developer_instructions", "thread"));
        assertThat(List.of(
                        settings.model(),
                        String.valueOf(settings.serviceTier()),
                        String.valueOf(settings.reviewModel()),
                        String.valueOf(settings.developerInstructions())))
                .containsExactly("file", "profile", "flag", "thread");
    }

    @Test
    void dottedAndNestedOverridesMeetTheFile() throws IOException {
        home.with("[sandbox_workspace_write]\nwritable_roots = ['/a']\n");
        Map<String, Object> nested = new HashMap<>();
        nested.put("exclude_slash_tmp", true);
        nested.put("exclude_tmpdir_env_var", null);
        Map<String, Object> overrides = new HashMap<>();
        overrides.put("sandbox_workspace_write.network_access", true);
        overrides.put("sandbox_workspace_write", nested);
        overrides.put("model", null);
        Settings settings = home.configuration().settings(overrides);
        assertThat(settings.sandboxWorkspaceWrite())
                .isEqualTo(new WorkspaceWrite(List.of(Path.of("/a")), true, false, true));
        assertThat(settings.configuredModel()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model=plain|plain",
                "model=\"quoted\"|quoted",
                "model='literal'|literal",
                "model=\"esc\\u0041\"|escA",
                "model=gpt-5.5|gpt-5.5",
                "model=a = b|a = b",
                "model = spaced |spaced",
                "\"model\"=x|x"
            })
    void flagValuesAreTomlOrText(String flag, String model) {
        assertThat(home.configuration(flag).settings().model()).isEqualTo(model);
    }

    @Test
    void flagsSetNestedValues() {
        Settings settings = home.configuration(
                        "sandbox_workspace_write.writable_roots=[\"/a\", \"/b\"]",
                        "sandbox_workspace_write.network_access=true",
                        "model_context_window=1000")
                .settings();
        assertThat(settings.sandboxWorkspaceWrite())
                .isEqualTo(new WorkspaceWrite(List.of(Path.of("/a"), Path.of("/b")), true, false, false));
        assertThat(settings.contextWindow()).isEqualTo(1000L);
    }

    @Test
    void aFlagWithoutValueIsRefusedAtOnce() {
        assertThatThrownBy(() -> home.configuration("abc"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("Invalid override (missing '='): abc");
    }

    @Test
    void aChangeOfTheFileShowsAtOnce() throws IOException {
        Configuration configuration = home.configuration();
        assertThat(configuration.settings().model()).isEqualTo("demo");
        home.with("model = 'one'");
        assertThat(configuration.settings().model()).isEqualTo("one");
        home.with("model = 'two'");
        assertThat(configuration.settings().model()).isEqualTo("two");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model = |:1:8: Unexpected end of input, expected a value",
                "model = 3|:1:1: `model` must be text that is not empty, not the number 3",
                "sandbox_mode = 'x'|:1:1: `sandbox_mode` must be one of `read-only`, `workspace-write`,"
                        + " `danger-full-access`, not \"x\"",
                "approval_policy = 'untrusted'|:1:1: approval_policy = \"untrusted\" is no longer supported;"
                        + " remove this setting",
                "tools.update_plan = true|:1:1: `tools.update_plan` must be a table, not true",
                "model_context_window = 0|:1:1: `model_context_window` must be a whole number of at least 1,"
                        + " not the number 0",
                "sandbox_workspace_write.writable_roots = ['x']|:1:1: `sandbox_workspace_write.writable_roots`"
                        + " must be a list of absolute paths, not a list",
                "model_providers.p.wire_api = 'chat'|:1:1: `model_providers.p.wire_api` must be `responses`,"
                        + " the only interface there is, not text",
                "model_providers.openai.name = 'x'|:1:1: model_providers must not redefine the built-in provider"
                        + " `openai`; choose another name",
                "model_providers.p.base_url = 'http://x'|:1:1: model_providers.p: provider name must not be empty"
            })
    void wrongValuesAreNamedWithTheirPlace(String toml, String message) throws IOException {
        home.with(toml);
        assertThatThrownBy(() -> home.configuration().settings())
                .isInstanceOf(ConfigException.class)
                .hasMessage(home.file() + message);
    }

    @Test
    void secretsAreNotQuotedInErrors() throws IOException {
        home.with("[model_providers.p]\nname = 'p'\nbase_url = 'http://u:geheim@ h'\n"
                + "[model_providers.p.http_headers]\nA = 1\n");
        assertThatThrownBy(() -> home.configuration().settings())
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Files.write(home.file(), new byte[] {'a', '=', '"', (byte) 0xff, '"'});
        assertThatThrownBy(() -> home.configuration().settings()).hasMessage(home.file() + ": not UTF-8");
        Files.delete(home.file());
        Files.createDirectory(home.file());
        assertThatThrownBy(() -> home.configuration().settings())
                .hasMessage(home.file() + ": cannot be read; is it a file?");
    }

    @Test
    void aHugeFileIsRefused() throws IOException {
        Files.write(home.file(), "#".repeat(ConfigFile.MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> home.configuration().settings()).hasMessageContaining("larger than");
    }

    @Test
    void unknownKeysAreWarnedOfWithTheirPlace() throws IOException {
        home.with("# mine\nmodle = 'x'\n[tui]\nanything = 1\n[tools]\nnope = true\n");
        ConfigWarningNotification warning = ConfigWarningNotification.builder()
                .summary("Unknown settings are ignored:\n  " + home.file() + ":2:1: `modle`\n  " + home.file()
                        + ":6:1: `tools.nope`")
                .path(home.file().toString())
                .range(Configuration.range(2, 1))
                .build();
        ConfigWarningNotification flags = ConfigWarningNotification.builder()
                .summary("An unknown setting is ignored:\n  session flags: `mdl`")
                .build();
        assertThat(home.configuration("mdl=1").warnings()).containsExactly(warning, flags);
        assertThatThrownBy(() -> home.configuration().requireKnownKeys())
                .hasMessage(home.file() + ":2:1: unknown configuration field `modle`");
    }

    @Test
    void aBrokenFileIsAWarningForClients() throws IOException {
        home.with("model = \n");
        assertThat(home.configuration().warnings())
                .containsExactly(ConfigWarningNotification.builder()
                        .summary("The configuration cannot be used.")
                        .details(home.file() + ":1:9: Unexpected end of line, expected a value")
                        .path(home.file().toString())
                        .range(Configuration.range(1, 9))
                        .build());
    }

    @Test
    void threadsAreRefusedWithWhatIsWrong() {
        assertThat(List.of(
                        refusal(Map.of("model_provider", "zzz")),
                        refusal(Map.of("model_provider", "openai")),
                        refusal(Map.of("approval_policy", "untrusted")),
                        refusal(Map.of("model", Map.of())),
                        refusal(Map.of("a..b", 1))))
                .containsExactly(
                        "failed to load configuration: Model provider `zzz` not found",
                        "failed to load configuration: no model is set for the model provider `openai`; add a line such"
                                + " as model = \"name\" to config.toml",
                        "failed to load configuration: config of the request: approval_policy = \"untrusted\" is no"
                                + " longer supported; remove this setting",
                        "failed to load configuration: config of the request: `model` must be text that is not empty,"
                                + " not a table",
                        "failed to load configuration: config `a..b`: keyPath segments must not be empty");
    }

    private String refusal(Map<String, Object> overrides) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                        RpcException.class, () -> home.configuration().threadSettings(overrides))
                .getMessage();
    }

    @Test
    void aRefusedThreadHasTheCodeOfABadArgument() {
        assertThatThrownBy(() -> home.configuration().threadSettings(Map.of("model_provider", "zzz")))
                .asInstanceOf(type(RpcException.class))
                .extracting(RpcException::code)
                .isEqualTo(-32600);
    }
}
