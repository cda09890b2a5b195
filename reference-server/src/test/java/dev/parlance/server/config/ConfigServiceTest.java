package dev.parlance.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.agent.protocol.Config;
import dev.parlance.agent.protocol.ConfigBatchWriteParams;
import dev.parlance.agent.protocol.ConfigEdit;
import dev.parlance.agent.protocol.ConfigLayer;
import dev.parlance.agent.protocol.ConfigLayerMetadata;
import dev.parlance.agent.protocol.ConfigReadParams;
import dev.parlance.agent.protocol.ConfigReadResponse;
import dev.parlance.agent.protocol.ConfigRequirementsReadResponse;
import dev.parlance.agent.protocol.ConfigValueWriteParams;
import dev.parlance.agent.protocol.ConfigWriteFailedErrorData;
import dev.parlance.agent.protocol.ConfigWriteFailedErrorDataConfigWriteErrorCode;
import dev.parlance.agent.protocol.ConfigWriteResponse;
import dev.parlance.agent.protocol.MergeStrategy;
import dev.parlance.agent.protocol.OverriddenMetadata;
import dev.parlance.agent.protocol.SandboxWorkspaceWrite;
import dev.parlance.agent.protocol.SessionFlagsConfigLayerSource;
import dev.parlance.agent.protocol.UserConfigLayerSource;
import dev.parlance.agent.protocol.WriteStatus;
import dev.parlance.rpc.RpcException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigServiceTest {
    @TempDir
    private Path folder;

    private ConfigHome home;
    private final AtomicInteger reloads = new AtomicInteger();

    @BeforeEach
    void home() throws IOException {
        home = new ConfigHome(folder.toRealPath());
    }

    private ConfigService service(String... flags) {
        return new ConfigService(home.configuration(flags), reloads::incrementAndGet);
    }

    private static ConfigReadResponse read(ConfigService service, boolean layers) {
        return service.read(ConfigReadParams.builder().includeLayers(layers).build())
                .join();
    }

    private ConfigWriteResponse write(ConfigService service, String key, Object value) {
        return service.valueWrite(params(key, value)).join();
    }

    private static ConfigValueWriteParams params(String key, Object value) {
        return ConfigValueWriteParams.builder()
                .keyPath(key)
                .value(value)
                .mergeStrategy(MergeStrategy.REPLACE)
                .build();
    }

    private String version() throws IOException {
        return Layer.version(Files.readAllBytes(home.file()));
    }

    @Test
    void readGivesValuesOriginsAndLayers() throws IOException {
        home.with("""
                model = "m"
                approval_policy = "never"
                mine = 1979-05-27
                [sandbox_workspace_write]
                writable_roots = ["/a", "/b"]
                [projects."/x.y"]
                trust_level = "trusted"
                """);
        ConfigReadResponse response = read(service("model=flagged"), true);
        ConfigLayerMetadata user = ConfigLayerMetadata.of(
                UserConfigLayerSource.builder()
                        .file(new AbsolutePathBuf(home.file().toString()))
                        .build(),
                version());
        ConfigLayerMetadata flags = ConfigLayerMetadata.of(
                SessionFlagsConfigLayerSource.of(),
                Layer.ofSession("", Map.of("model", "flagged")).version());
        assertThat(response)
                .isEqualTo(ConfigReadResponse.builder()
                        .config(Config.builder()
                                .model("flagged")
                                .approvalPolicy(AskForApproval.Value.NEVER)
                                .sandboxWorkspaceWrite(SandboxWorkspaceWrite.builder()
                                        .writableRoots(List.of("/a", "/b"))
                                        .build())
                                .rest("mine", "1979-05-27")
                                .rest("projects", Map.of("/x.y", Map.of("trust_level", "trusted")))
                                .build())
                        .origins(Map.of(
                                "model",
                                flags,
                                "approval_policy",
                                user,
                                "mine",
                                user,
                                "sandbox_workspace_write.writable_roots.0",
                                user,
                                "sandbox_workspace_write.writable_roots.1",
                                user,
                                "projects.\"/x.y\".trust_level",
                                user))
                        .layers(List.of(
                                layer(flags, Map.of("model", "flagged")),
                                layer(
                                        user,
                                        Map.of(
                                                "model",
                                                "m",
                                                "approval_policy",
                                                "never",
                                                "mine",
                                                "1979-05-27",
                                                "sandbox_workspace_write",
                                                Map.of("writable_roots", List.of("/a", "/b")),
                                                "projects",
                                                Map.of("/x.y", Map.of("trust_level", "trusted"))))))
                        .build());
    }

    private static ConfigLayer layer(ConfigLayerMetadata origin, Map<String, Object> values) {
        return ConfigLayer.builder()
                .name(origin.name())
                .version(origin.version())
                .config(values)
                .build();
    }

    @Test
    void withoutFileThereIsNothingAndNothingIsMade() {
        assertThat(read(service(), false))
                .isEqualTo(ConfigReadResponse.builder()
                        .config(Config.builder().build())
                        .origins(Map.of())
                        .build());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aBrokenFileIsAnErrorWithItsPlace() throws IOException {
        home.with("model = \n");
        RpcException error = catchThrowableOfType(RpcException.class, () -> read(service(), false));
        assertThat(error)
                .hasMessage("failed to read configuration layers: " + home.file()
                        + ":1:9: Unexpected end of line, expected a value");
        assertThat(error.code()).isEqualTo(-32603);
        RpcException write = catchThrowableOfType(RpcException.class, () -> write(service(), "model", "m"));
        assertThat(write.code()).isEqualTo(-32603);
        assertThat(home.text()).isEqualTo("model = \n");
    }

    @Test
    void settingsOfOtherProgramsAreCheckedWhenRead() throws IOException {
        home.with("\nweb_search = 3\n");
        assertThat(catchThrowableOfType(RpcException.class, () -> read(service(), false)))
                .hasMessage("failed to read configuration layers: " + home.file()
                        + ":2:1: `web_search` has a value of the wrong kind");
    }

    @Test
    void aWriteKeepsEverythingElse() throws IOException {
        home.with("# mine\nmodel = \"old\" # why\n\n[tui]  # theirs\n");
        assertThat(write(service(), "model", "new"))
                .isEqualTo(ConfigWriteResponse.builder()
                        .status(WriteStatus.OK)
                        .filePath(new AbsolutePathBuf(home.file().toString()))
                        .version(version())
                        .build());
        assertThat(home.text()).isEqualTo("# mine\nmodel = \"new\" # why\n\n[tui]  # theirs\n");
    }

    @Test
    void everyKindOfValueIsWritten() throws IOException {
        Map<String, Object> value = Map.of(
                "text",
                "a\"b\n",
                "int",
                7,
                "big",
                new BigInteger("9007199254740993"),
                "real",
                new BigDecimal("1.5"),
                "flag",
                true,
                "list",
                List.of(1, "two", Map.of("three", 3)),
                "table",
                Map.of("x", List.of()));
        write(service(), "foo.\"b.c\".d", value);
        assertThat(ConfigValues.get(TomlDocument.parse(null, home.text()).values(), List.of("foo", "b.c", "d")))
                .isEqualTo(ConfigValues.fromJson(value));
    }

    @Test
    void nullDeletesAndMissingIsFine() throws IOException {
        home.with("a = 1\nb = 2\n");
        String before = write(service(), "zzz.y", null).version();
        assertThat(before).isEqualTo(version());
        write(service(), "a", null);
        assertThat(home.text()).isEqualTo("b = 2\n");
    }

    @Test
    void upsertMergesAndReplaceReplaces() throws IOException {
        home.with("[t]\na = 1 # one\nb = 2\n");
        service()
                .valueWrite(params("t", Map.of("b", 3)).toBuilder()
                        .mergeStrategy(MergeStrategy.UPSERT)
                        .build())
                .join();
        assertThat(home.text()).isEqualTo("[t]\na = 1 # one\nb = 3\n");
        write(service(), "t", Map.of("b", 3));
        assertThat(home.text()).isEqualTo("[t]\nb = 3\n");
    }

    @Test
    void aFlagThatHidesTheValueIsTold() throws IOException {
        home.with("model = 'old'\n");
        ConfigWriteResponse response = write(service("model=flagged"), "model", "new");
        assertThat(response)
                .isEqualTo(ConfigWriteResponse.builder()
                        .status(WriteStatus.OK_OVERRIDDEN)
                        .filePath(new AbsolutePathBuf(home.file().toString()))
                        .version(version())
                        .overriddenMetadata(OverriddenMetadata.of(
                                "flagged",
                                "Overridden by session flags",
                                ConfigLayerMetadata.of(
                                        SessionFlagsConfigLayerSource.of(),
                                        Layer.ofSession("", Map.of("model", "flagged"))
                                                .version())))
                        .build());
        assertThat(write(service("model=flagged"), "model", "flagged").status()).isEqualTo(WriteStatus.OK);
        assertThat(write(service("model=flagged"), "model", null).status()).isEqualTo(WriteStatus.OK_OVERRIDDEN);
    }

    @Test
    void refusedWritesSayWhyAndChangeNothing() throws IOException {
        String before = "model = 'm'\nlist = [1]\n";
        home.with(before);
        Map<String, Object> withNull = new HashMap<>(Collections.singletonMap("n", null));
        assertInvalid("", 1, "keyPath must not be empty");
        assertInvalid("a..b", 1, "keyPath segments must not be empty");
        assertInvalid("a.\"", 1, "unterminated quoted keyPath segment");
        assertInvalid("model.x", 1, "cannot set value on non-table parent `model`");
        assertInvalid("list.0", 1, "cannot set value on non-table parent `list`");
        assertInvalid("a", withNull, "value must not contain null: a configuration file has no such value");
        assertInvalid("a", new BigInteger("9223372036854775808"), "value has a whole number beyond 64 bits");
        assertInvalid("a", new BigDecimal("1e999"), "value has a number beyond the range of a double");
        assertInvalid("a", "\ud800", "value has half of a surrogate pair, which is no text");
        assertInvalid("model", 7, "Invalid configuration: `model` must be text that is not empty, not the number 7");
        assertInvalid("web_search", 7, "Invalid configuration: `web_search` has a value of the wrong kind");
        assertInvalid(
                "approval_policy",
                "untrusted",
                "Invalid configuration: approval_policy = \"untrusted\" is no longer supported; remove this setting");
        assertThat(home.text()).isEqualTo(before);
    }

    private void assertInvalid(String key, Object value, String message) {
        assertRefused(
                params(key, value), ConfigWriteFailedErrorDataConfigWriteErrorCode.CONFIG_VALIDATION_ERROR, message);
    }

    private void assertRefused(
            ConfigValueWriteParams params, ConfigWriteFailedErrorDataConfigWriteErrorCode code, String message) {
        RpcException error =
                catchThrowableOfType(RpcException.class, () -> service().valueWrite(params));
        assertThat(error).hasMessage(message);
        assertThat(error.code()).isEqualTo(-32600);
        assertThat(error.data()).isEqualTo(ConfigWriteFailedErrorData.of(code));
    }

    @Test
    void aDeepValueIsRefused() throws IOException {
        Object deep = 1;
        for (int i = 0; i < 40; i++) {
            deep = List.of(deep);
        }
        assertInvalid("a", deep, "value is nested more than 32 deep");
        assertThat(home.file()).doesNotExist();
    }

    @Test
    void onlyTheUsersFileIsWritten() throws IOException {
        for (String path : List.of("/etc/x.toml", "config.toml", "\0", "", home.file() + "x")) {
            assertRefused(
                    params("a", 1).toBuilder().filePath(path).build(),
                    ConfigWriteFailedErrorDataConfigWriteErrorCode.CONFIG_LAYER_READONLY,
                    "Only writes to the user config are allowed");
        }
        service()
                .valueWrite(params("a", 1).toBuilder()
                        .filePath(home.folder() + "/./config.toml")
                        .build())
                .join();
        assertThat(home.text()).isEqualTo("a = 1\n");
    }

    @Test
    void aStaleVersionIsRefused() throws IOException {
        home.with("a = 1\n");
        String read = version();
        home.with("a = 2\n");
        assertRefused(
                params("a", 3).toBuilder().expectedVersion(read).build(),
                ConfigWriteFailedErrorDataConfigWriteErrorCode.CONFIG_VERSION_CONFLICT,
                "Configuration was modified since last read. Fetch latest version and retry.");
        service()
                .valueWrite(
                        params("a", 3).toBuilder().expectedVersion(version()).build())
                .join();
        assertThat(home.text()).isEqualTo("a = 3\n");
    }

    @Test
    void aBatchIsWrittenWholeOrNotAtAll() throws IOException {
        ConfigEdit good = ConfigEdit.of("a", MergeStrategy.REPLACE, 1);
        ConfigEdit bad = ConfigEdit.of("sandbox_mode", MergeStrategy.REPLACE, 3);
        assertThat(catchThrowableOfType(RpcException.class, () -> batch(good, bad)))
                .hasMessageStartingWith("Invalid configuration: `sandbox_mode` must be one of");
        assertThat(home.file()).doesNotExist();
        assertThat(reloads).hasValue(0);
        batch(good, ConfigEdit.of("a", MergeStrategy.REPLACE, 2), ConfigEdit.of("b", MergeStrategy.REPLACE, 3));
        assertThat(home.text()).isEqualTo("a = 2\nb = 3\n");
        assertThat(reloads).hasValue(1);
        assertThat(batch().version()).isEqualTo(version());
    }

    private ConfigWriteResponse batch(ConfigEdit... edits) {
        return service()
                .batchWrite(ConfigBatchWriteParams.builder()
                        .edits(List.of(edits))
                        .reloadUserConfig(true)
                        .build())
                .join();
    }

    @Test
    void aWriteMendsAWrongValue() throws IOException {
        home.with("model = 3 # oops\n");
        write(service(), "model", "m");
        assertThat(home.text()).isEqualTo("model = \"m\" # oops\n");
    }

    @Test
    void thereAreNoRequirements() {
        assertThat(service().read().join())
                .isEqualTo(ConfigRequirementsReadResponse.builder()
                        .supportsIndependentSpeedModes(true)
                        .build());
    }
}
