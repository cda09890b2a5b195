package dev.parlance.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlance.agent.protocol.AccountLoginCompletedNotification;
import dev.parlance.agent.protocol.AccountUpdatedNotification;
import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.ApiKeyAccount;
import dev.parlance.agent.protocol.ApiKeyLoginAccountParams;
import dev.parlance.agent.protocol.ApiKeyLoginAccountResponse;
import dev.parlance.agent.protocol.AuthMode;
import dev.parlance.agent.protocol.CancelLoginAccountParams;
import dev.parlance.agent.protocol.CancelLoginAccountResponse;
import dev.parlance.agent.protocol.CancelLoginAccountStatus;
import dev.parlance.agent.protocol.ChatgptLoginAccountParams;
import dev.parlance.agent.protocol.GetAccountParams;
import dev.parlance.agent.protocol.GetAccountResponse;
import dev.parlance.agent.protocol.LoginAccountParams;
import dev.parlance.agent.protocol.LogoutAccountResponse;
import dev.parlance.rpc.RpcException;
import dev.parlance.server.config.ConfigHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountServiceTest {
    private static final GetAccountResponse NOBODY =
            GetAccountResponse.builder().requiresOpenaiAuth(true).build();
    private static final GetAccountResponse KEY =
            NOBODY.toBuilder().account(ApiKeyAccount.of()).build();

    @TempDir
    private Path folder;

    private final List<Object> sent = new ArrayList<>();
    private final List<Runnable> afterAnswer = new ArrayList<>();
    private AccountService service;
    private Path auth;

    @BeforeEach
    void start() {
        service = service("model_provider=openai");
        auth = folder.resolve("auth.json");
    }

    private AccountService service(String... flags) {
        ConfigHome home = new ConfigHome(folder);
        AgentClient everyone = new AgentClient() {
            @Override
            public void accountLoginCompleted(AccountLoginCompletedNotification params) {
                sent.add(params);
            }

            @Override
            public void accountUpdated(AccountUpdatedNotification params) {
                sent.add(params);
            }
        };
        return new AccountService(home.options(), home.configuration(flags), everyone, afterAnswer::add);
    }

    private static LoginAccountParams key(String key) {
        return ApiKeyLoginAccountParams.builder().apiKey(key).build();
    }

    private GetAccountResponse read() {
        return service.read(GetAccountParams.builder().build()).join();
    }

    @Test
    void aKeyIsStoredForItsUserAlone() throws IOException {
        assertThat(read()).isEqualTo(NOBODY);
        assertThat(service.loginStart(key(" sk-test\n")).join()).isEqualTo(ApiKeyLoginAccountResponse.of());
        assertThat(Files.readString(auth)).isEqualTo("{\"auth_mode\":\"apikey\",\"OPENAI_API_KEY\":\"sk-test\"}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(auth)))
                .isEqualTo("rw-------");
        assertThat(read()).isEqualTo(KEY);
    }

    @Test
    void aFileThatOthersCouldReadIsClosedToThem() throws IOException {
        Files.writeString(auth, "{}");
        Files.setPosixFilePermissions(auth, PosixFilePermissions.fromString("rw-r--r--"));
        service.loginStart(key("sk-test")).join();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(auth)))
                .isEqualTo("rw-------");
    }

    @Test
    void everyoneIsToldAfterTheAnswer() {
        service.loginStart(key("sk-test")).join();
        assertThat(sent).isEmpty();
        afterAnswer.forEach(Runnable::run);
        assertThat(sent)
                .containsExactly(
                        AccountLoginCompletedNotification.builder()
                                .success(true)
                                .build(),
                        AccountUpdatedNotification.builder()
                                .authMode(AuthMode.APIKEY)
                                .build());
    }

    @Test
    void loggingOutForgetsTheKeyAndSucceedsTwice() {
        service.loginStart(key("sk-test")).join();
        afterAnswer.clear();
        for (int i = 0; i < 2; i++) {
            assertThat(service.logout().join()).isEqualTo(LogoutAccountResponse.of());
            assertThat(auth).doesNotExist();
            assertThat(read()).isEqualTo(NOBODY);
        }
        afterAnswer.forEach(Runnable::run);
        assertThat(sent)
                .containsExactly(
                        AccountUpdatedNotification.builder().build(),
                        AccountUpdatedNotification.builder().build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n", "sk test", "sk\r\nX-Evil: 1", "sk-\u00fc", "\0"})
    void whatIsNoKeyIsRefusedAndNotEchoed(String key) {
        RpcException error = catchThrowableOfType(RpcException.class, () -> service.loginStart(key(key)));
        assertThat(error.code()).isEqualTo(-32600);
        assertThat(error.getMessage()).startsWith("the API key is ").doesNotContain("Evil");
        assertThat(auth).doesNotExist();
        assertThat(afterAnswer).isEmpty();
    }

    @Test
    void otherWaysOfSigningInAreNotOffered() {
        LoginAccountParams params = ChatgptLoginAccountParams.builder().build();
        assertThat(catchThrowableOfType(RpcException.class, () -> service.loginStart(params)))
                .hasMessage("this server does not offer to sign in by `chatgpt`; use `apiKey`, or a model provider that"
                        + " needs no sign-in");
    }

    @Test
    void aProviderWithoutSignInHasNoAccount() {
        service.loginStart(key("sk-test")).join();
        GetAccountResponse none =
                GetAccountResponse.builder().requiresOpenaiAuth(false).build();
        assertThat(service().read(GetAccountParams.builder().build()).join()).isEqualTo(none);
        assertThat(service("model_provider=nope")
                        .read(GetAccountParams.builder().build())
                        .join())
                .isEqualTo(none);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"OPENAI_API_KEY\":7}", "{\"OPENAI_API_KEY\":\" \"}", "\0"})
    void aBrokenFileIsSignedOut(String content) throws IOException {
        Files.writeString(auth, content);
        assertThat(read()).isEqualTo(NOBODY);
    }

    @Test
    void theKeyComesFromTheEnvironmentFirst() {
        service.loginStart(key("sk-stored")).join();
        var openai = new ConfigHome(folder)
                .configuration("model_provider=openai")
                .settings()
                .provider();
        var demo = new ConfigHome(folder).configuration().settings().provider();
        assertThat(service.keyFor(openai, Map.of("OPENAI_API_KEY", "sk-env")::get))
                .isEqualTo("sk-env");
        assertThat(service.keyFor(openai, Map.of("OPENAI_API_KEY", " ")::get)).isEqualTo("sk-stored");
        assertThat(service.keyFor(demo, name -> "sk-env")).isNull();
    }

    @Test
    void thereIsNeverALoginToCancel() {
        assertThat(cancel("01a204c3-e3dd-7020-8d7f-f171979f3e9f"))
                .isEqualTo(CancelLoginAccountResponse.of(CancelLoginAccountStatus.NOT_FOUND));
        assertThat(catchThrowableOfType(RpcException.class, () -> cancel("nope")))
                .hasMessage("invalid login id: nope");
    }

    private CancelLoginAccountResponse cancel(String id) {
        return service.loginCancel(
                        CancelLoginAccountParams.builder().loginId(id).build())
                .join();
    }

    @Test
    void rateLimitsNeedAnAccountThatCannotBe() {
        assertThat(catchThrowableOfType(RpcException.class, () -> service.rateLimitsRead()))
                .hasMessage("codex account authentication required to read rate limits");
    }
}
