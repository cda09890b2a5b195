package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of a thread besides its history. Make one with {@link #builder()}, change one with {@link #toBuilder()}.
 *
 * @param id the thread's id
 * @param createdAtMs milliseconds since the Unix epoch
 * @param updatedAtMs when it last changed, milliseconds since the Unix epoch
 * @param recencyAtMs when it was last of interest, milliseconds since the Unix epoch
 * @param name the title given to it, null for none
 * @param preview beginning of the first user message, empty before it
 * @param model the model last used, null if unknown
 * @param modelProvider id of the model's provider
 * @param reasoningEffort effort last set, null for the model's default
 * @param cwd absolute path of its folder
 * @param cliVersion version of the server that began it
 * @param originator name of the client that began it, null if unknown
 * @param source kind of program it was started from, such as {@code vscode}
 * @param threadSource the client's label, null for none
 * @param forkedFromId the thread it was copied from, null for none
 * @param archived whether it is put away
 * @param gitSha commit of its working copy, null if unknown
 * @param gitBranch branch of its working copy, null if unknown
 * @param gitOriginUrl remote of its working copy, null if unknown
 * @param settings further settings as one JSON value, not looked into
 * @param tokenUsage token usage as one JSON value, not looked into; null for none
 */
public record StoredThread(
        String id,
        long createdAtMs,
        long updatedAtMs,
        long recencyAtMs,
        @Nullable String name,
        String preview,
        @Nullable String model,
        String modelProvider,
        @Nullable String reasoningEffort,
        String cwd,
        String cliVersion,
        @Nullable String originator,
        String source,
        @Nullable String threadSource,
        @Nullable String forkedFromId,
        boolean archived,
        @Nullable String gitSha,
        @Nullable String gitBranch,
        @Nullable String gitOriginUrl,
        EncodedJson settings,
        @Nullable EncodedJson tokenUsage) {
    /** Starts one with nothing set: not archived, without preview and settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts one that has everything this one has. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.id = id;
        builder.createdAtMs = createdAtMs;
        builder.updatedAtMs = updatedAtMs;
        builder.recencyAtMs = recencyAtMs;
        builder.name = name;
        builder.preview = preview;
        builder.model = model;
        builder.modelProvider = modelProvider;
        builder.reasoningEffort = reasoningEffort;
        builder.cwd = cwd;
        builder.cliVersion = cliVersion;
        builder.originator = originator;
        builder.source = source;
        builder.threadSource = threadSource;
        builder.forkedFromId = forkedFromId;
        builder.archived = archived;
        builder.gitSha = gitSha;
        builder.gitBranch = gitBranch;
        builder.gitOriginUrl = gitOriginUrl;
        builder.settings = settings;
        builder.tokenUsage = tokenUsage;
        return builder;
    }

    /** Makes a {@link StoredThread}. */
    public static final class Builder {
        private @Nullable String id;
        private long createdAtMs;
        private long updatedAtMs;
        private long recencyAtMs;
        private @Nullable String name;
        private String preview = "";
        private @Nullable String model;
        private @Nullable String modelProvider;
        private @Nullable String reasoningEffort;
        private @Nullable String cwd;
        private @Nullable String cliVersion;
        private @Nullable String originator;
        private String source = "vscode";
        private @Nullable String threadSource;
        private @Nullable String forkedFromId;
        private boolean archived;
        private @Nullable String gitSha;
        private @Nullable String gitBranch;
        private @Nullable String gitOriginUrl;
        private EncodedJson settings = EncodedJson.of(new byte[] {'{', '}'});
        private @Nullable EncodedJson tokenUsage;

        private Builder() {}

        /** The thread's id. */
        public Builder id(String value) {
            id = value;
            return this;
        }

        /** Milliseconds since the Unix epoch. */
        public Builder createdAtMs(long value) {
            createdAtMs = value;
            return this;
        }

        /** When it last changed, milliseconds since the Unix epoch. */
        public Builder updatedAtMs(long value) {
            updatedAtMs = value;
            return this;
        }

        /** When it was last of interest, milliseconds since the Unix epoch. */
        public Builder recencyAtMs(long value) {
            recencyAtMs = value;
            return this;
        }

        /** The title given to it, null for none. */
        public Builder name(@Nullable String value) {
            name = value;
            return this;
        }

        /** Beginning of the first user message, empty before it. */
        public Builder preview(String value) {
            preview = value;
            return this;
        }

        /** The model last used, null if unknown. */
        public Builder model(@Nullable String value) {
            model = value;
            return this;
        }

        /** Id of the model's provider. */
        public Builder modelProvider(String value) {
            modelProvider = value;
            return this;
        }

        /** Effort last set, null for the model's default. */
        public Builder reasoningEffort(@Nullable String value) {
            reasoningEffort = value;
            return this;
        }

        /** Absolute path of its folder. */
        public Builder cwd(String value) {
            cwd = value;
            return this;
        }

        /** Version of the server that began it. */
        public Builder cliVersion(String value) {
            cliVersion = value;
            return this;
        }

        /** Name of the client that began it, null if unknown. */
        public Builder originator(@Nullable String value) {
            originator = value;
            return this;
        }

        /** Kind of program it was started from, such as {@code vscode}. */
        public Builder source(String value) {
            source = value;
            return this;
        }

        /** The client's label, null for none. */
        public Builder threadSource(@Nullable String value) {
            threadSource = value;
            return this;
        }

        /** The thread it was copied from, null for none. */
        public Builder forkedFromId(@Nullable String value) {
            forkedFromId = value;
            return this;
        }

        /** Whether it is put away. */
        public Builder archived(boolean value) {
            archived = value;
            return this;
        }

        /** Commit of its working copy, null if unknown. */
        public Builder gitSha(@Nullable String value) {
            gitSha = value;
            return this;
        }

        /** Branch of its working copy, null if unknown. */
        public Builder gitBranch(@Nullable String value) {
            gitBranch = value;
            return this;
        }

        /** Remote of its working copy, null if unknown. */
        public Builder gitOriginUrl(@Nullable String value) {
            gitOriginUrl = value;
            return this;
        }

        /** Further settings as one JSON value, not looked into. */
        public Builder settings(EncodedJson value) {
            settings = value;
            return this;
        }

        /** Token usage as one JSON value, not looked into; null for none. */
        public Builder tokenUsage(@Nullable EncodedJson value) {
            tokenUsage = value;
            return this;
        }

        /** Sets all three times: milliseconds since the Unix epoch. */
        public Builder times(long ms) {
            return createdAtMs(ms).updatedAtMs(ms).recencyAtMs(ms);
        }

        /**
         * The value.
         *
         * @throws NullPointerException if id, provider, folder or version is not set
         */
        public StoredThread build() {
            return new StoredThread(
                    Objects.requireNonNull(id, "id"),
                    createdAtMs,
                    updatedAtMs,
                    recencyAtMs,
                    name,
                    preview,
                    model,
                    Objects.requireNonNull(modelProvider, "modelProvider"),
                    reasoningEffort,
                    Objects.requireNonNull(cwd, "cwd"),
                    Objects.requireNonNull(cliVersion, "cliVersion"),
                    originator,
                    source,
                    threadSource,
                    forkedFromId,
                    archived,
                    gitSha,
                    gitBranch,
                    gitOriginUrl,
                    settings,
                    tokenUsage);
        }
    }
}
