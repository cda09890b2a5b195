package dev.parlance.server.account;

import dev.parlance.agent.protocol.Account;
import dev.parlance.agent.protocol.AccountLoginCompletedNotification;
import dev.parlance.agent.protocol.AccountUpdatedNotification;
import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentErrors;
import dev.parlance.agent.protocol.AgentServer;
import dev.parlance.agent.protocol.ApiKeyAccount;
import dev.parlance.agent.protocol.ApiKeyLoginAccountParams;
import dev.parlance.agent.protocol.ApiKeyLoginAccountResponse;
import dev.parlance.agent.protocol.AuthMode;
import dev.parlance.agent.protocol.CancelLoginAccountParams;
import dev.parlance.agent.protocol.CancelLoginAccountResponse;
import dev.parlance.agent.protocol.CancelLoginAccountStatus;
import dev.parlance.agent.protocol.GetAccountParams;
import dev.parlance.agent.protocol.GetAccountRateLimitsParams;
import dev.parlance.agent.protocol.GetAccountRateLimitsResponse;
import dev.parlance.agent.protocol.GetAccountResponse;
import dev.parlance.agent.protocol.LoginAccountParams;
import dev.parlance.agent.protocol.LoginAccountResponse;
import dev.parlance.agent.protocol.LogoutAccountResponse;
import dev.parlance.server.config.ConfigException;
import dev.parlance.server.config.ConfigOptions;
import dev.parlance.server.config.Configuration;
import dev.parlance.server.config.ModelProviderInfo;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code account/*}: signing in is done with an API key, and with nothing else. Works on the caller's thread and
 * gives finished futures; refusals are thrown as {@link dev.parlance.rpc.RpcException}. One for all connections.
 *
 * <pre>{@code
 * new AccountService(options, configuration, everyone, afterAnswer)
 * }</pre>
 *
 * <p>The key is never part of an answer, a log line or a text form.
 */
public final class AccountService implements AgentServer.AccountRequests {
    /** No provider has keys as long as this. */
    private static final int MAX_KEY_LENGTH = 8192;

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final Credentials credentials;
    private final Configuration configuration;
    private final AgentClient everyone;
    private final Executor afterAnswer;

    /**
     * Answers from the folder of the options.
     *
     * @param everyone sends a notification to every connection
     * @param afterAnswer runs a task once the answer to the request that is being handled has been sent: notifications
     *     must not overtake it
     */
    public AccountService(
            ConfigOptions options, Configuration configuration, AgentClient everyone, Executor afterAnswer) {
        this.credentials = new Credentials(options.home(), options.mapper());
        this.configuration = configuration;
        this.everyone = everyone;
        this.afterAnswer = afterAnswer;
    }

    /**
     * The key for a provider's requests: from the environment variable that the provider names, or, where it has users
     * sign in, from the sign-in.
     *
     * @param environment gives a variable's value, null for none: {@code System::getenv}
     * @return null if there is none; to be sent as bearer token, and shown to nobody
     */
    public @Nullable String keyFor(ModelProviderInfo provider, UnaryOperator<@Nullable String> environment) {
        String variable = provider.envKey();
        String value = variable == null ? null : environment.apply(variable);
        if (value != null && !value.isBlank()) {
            return value;
        }
        return provider.requiresOpenaiAuth() ? credentials.read() : null;
    }

    @Override
    public CompletableFuture<GetAccountResponse> read(GetAccountParams params) {
        boolean required = requiresSignIn();
        Account account = required && credentials.read() != null ? ApiKeyAccount.of() : null;
        return CompletableFuture.completedFuture(GetAccountResponse.builder()
                .account(account)
                .requiresOpenaiAuth(required)
                .build());
    }

    /** With a configuration that cannot be used the default provider counts, which needs nobody. */
    private boolean requiresSignIn() {
        try {
            return configuration.settings().provider().requiresOpenaiAuth();
        } catch (ConfigException e) {
            return false;
        }
    }

    @Override
    public CompletableFuture<LoginAccountResponse> loginStart(LoginAccountParams params) {
        if (!(params instanceof ApiKeyLoginAccountParams login)) {
            throw AgentErrors.invalidRequest("this server does not offer to sign in by `" + params.type()
                    + "`; use `apiKey`, or a model provider that needs no sign-in");
        }
        String key = login.apiKey().strip();
        requireUsable(key);
        try {
            credentials.write(key);
        } catch (IOException e) {
            throw AgentErrors.internalError("the key cannot be stored in auth.json ("
                    + e.getClass().getSimpleName() + "); nobody was signed in");
        }
        afterAnswer.execute(() -> {
            everyone.accountLoginCompleted(
                    AccountLoginCompletedNotification.builder().success(true).build());
            everyone.accountUpdated(AccountUpdatedNotification.builder()
                    .authMode(AuthMode.APIKEY)
                    .build());
        });
        return CompletableFuture.completedFuture(ApiKeyLoginAccountResponse.of());
    }

    /** A key becomes a header's value: nothing but visible ASCII can be sent in one. */
    private static void requireUsable(String key) {
        if (key.isEmpty()) {
            throw AgentErrors.invalidRequest("the API key is empty");
        }
        if (key.length() > MAX_KEY_LENGTH || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw AgentErrors.invalidRequest("the API key is no key: it has blanks or other characters that cannot be"
                    + " sent, or more than " + MAX_KEY_LENGTH + " characters");
        }
    }

    /** Nothing that could be given up is ever under way: a key is stored at once. */
    @Override
    public CompletableFuture<CancelLoginAccountResponse> loginCancel(CancelLoginAccountParams params) {
        String id = params.loginId();
        if (id.length() > 36 || !UUID.matcher(id).matches()) {
            String shown = id.length() > 80 ? id.substring(0, 80) + "…" : id;
            throw AgentErrors.invalidArgument("invalid login id: " + shown);
        }
        return CompletableFuture.completedFuture(CancelLoginAccountResponse.of(CancelLoginAccountStatus.NOT_FOUND));
    }

    @Override
    public CompletableFuture<LogoutAccountResponse> logout() {
        try {
            credentials.delete();
        } catch (IOException e) {
            throw AgentErrors.internalError(
                    "auth.json cannot be deleted (" + e.getClass().getSimpleName() + "); still signed in");
        }
        afterAnswer.execute(() ->
                everyone.accountUpdated(AccountUpdatedNotification.builder().build()));
        return CompletableFuture.completedFuture(LogoutAccountResponse.of());
    }

    /** Limits belong to accounts of a kind that cannot sign in here. */
    @Override
    public CompletableFuture<GetAccountRateLimitsResponse> rateLimitsRead(@Nullable GetAccountRateLimitsParams params) {
        throw AgentErrors.accountRequired("codex account authentication required to read rate limits");
    }
}
