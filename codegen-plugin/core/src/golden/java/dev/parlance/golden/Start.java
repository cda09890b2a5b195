package dev.parlance.golden;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * The type Start of the protocol.
 *
 * @param model the member <code>model</code>; null where absent
 * @param dynamicTools Being tried.; in milliseconds; where absent, <code>30</code>; null where absent
 * @param daybreak Being tried.; in milliseconds; where absent, <code>30</code>; null where absent
 * @param rawEvents Being tried.; in milliseconds; where absent, <code>30</code>; null where absent
 * @param approval the member <code>approval</code>; null where absent
 * @param reason the member <code>reason</code>; null where absent
 * @param sandbox the member <code>sandbox</code>; null where absent
 * @param more members this version does not know, and declared ones that came as an explicit null; written back as they are
 */
@JsonInclude(
        value = JsonInclude.Include.NON_NULL,
        content = JsonInclude.Include.ALWAYS
)
@JsonPropertyOrder({"model", "dynamicTools", "daybreak", "rawEvents", "approval", "reason", "sandbox"})
@MemberRules(
        notNull = {"rawEvents"}
)
@Generated("dev.parlance.codegen")
@SuppressWarnings("deprecation")
public record Start(@JsonProperty("model") @Nullable String model,
        @JsonProperty("dynamicTools") @Experimental @Nullable List<String> dynamicTools,
        @JsonProperty("daybreak") @Experimental @Nullable Boolean daybreak,
        @JsonProperty("rawEvents") @Experimental @Nullable Boolean rawEvents,
        @JsonProperty("approval") @Nullable Approval approval,
        @JsonProperty("reason") @Nullable Reason reason,
        @JsonProperty("sandbox") @Nullable Sandbox sandbox,
        @JsonAnyGetter @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> more) {
    /**
     * Makes the value; {@link #builder()} is easier to read.
     */
    public Start {
        dynamicTools = dynamicTools == null ? null : DemoMembers.list(dynamicTools, "dynamicTools");
        more = more.isEmpty() ? Map.of() : DemoMembers.more(more, List.of(), "model", model, "dynamicTools", dynamicTools, "daybreak", daybreak, "rawEvents", rawEvents, "approval", approval, "reason", reason, "sandbox", sandbox);
    }

    /**
     * True where <code>daybreak</code> is an explicit null, which clears it; absence leaves it as it is.
     */
    public boolean daybreakCleared() {
        return daybreak == null && more.containsKey("daybreak");
    }

    @JsonCreator(
            mode = JsonCreator.Mode.DELEGATING
    )
    private static Start read(Wire wire) {
        return new Start(wire.model, wire.dynamicTools, wire.daybreak, wire.rawEvents, wire.approval, wire.reason, wire.sandbox, DemoMembers.orEmpty(wire.more));
    }

    /**
     * Starts a value with nothing set.
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a value that has everything this one has.
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.model = this.model;
        builder.dynamicTools = this.dynamicTools;
        builder.daybreak = this.daybreak;
        builder.rawEvents = this.rawEvents;
        builder.approval = this.approval;
        builder.reason = this.reason;
        builder.sandbox = this.sandbox;
        builder.more.putAll(this.more);
        return builder;
    }

    /**
     * What JSON is read into.
     */
    private static final class Wire {
        private @Nullable String model;

        private @Nullable List<String> dynamicTools;

        private @Nullable Boolean daybreak;

        private @Nullable Boolean rawEvents;

        private @Nullable Approval approval;

        private @Nullable Reason reason;

        private @Nullable Sandbox sandbox;

        private @Nullable Map<String, @Nullable Object> more;

        private Wire() {
        }

        @JsonProperty("model")
        private void readModel(@Nullable String value) {
            this.model = value;
            this.more = DemoMembers.note(this.more, "model", value);
        }

        @JsonProperty("dynamicTools")
        private void readDynamicTools(@Nullable List<String> value) {
            this.dynamicTools = value;
            this.more = DemoMembers.note(this.more, "dynamicTools", value);
        }

        @JsonProperty("daybreak")
        private void readDaybreak(@Nullable Boolean value) {
            this.daybreak = value;
            this.more = DemoMembers.note(this.more, "daybreak", value);
        }

        @JsonProperty("rawEvents")
        private void readRawEvents(@Nullable Boolean value) {
            this.rawEvents = value;
            this.more = DemoMembers.note(this.more, "rawEvents", value);
        }

        @JsonProperty("approval")
        private void readApproval(@Nullable Approval value) {
            this.approval = value;
            this.more = DemoMembers.note(this.more, "approval", value);
        }

        @JsonProperty("reason")
        private void readReason(@Nullable Reason value) {
            this.reason = value;
            this.more = DemoMembers.note(this.more, "reason", value);
        }

        @JsonProperty("sandbox")
        private void readSandbox(@Nullable Sandbox value) {
            this.sandbox = value;
            this.more = DemoMembers.note(this.more, "sandbox", value);
        }

        @JsonAnySetter
        private void noteOther(String name, @Nullable Object value) {
            this.more = DemoMembers.put(this.more, name, value);
        }
    }

    /**
     * Makes a {@link Start}; only what is set is written.
     */
    public static final class Builder {
        private @Nullable String model;

        private @Nullable List<String> dynamicTools;

        private @Nullable Boolean daybreak;

        private @Nullable Boolean rawEvents;

        private @Nullable Approval approval;

        private @Nullable Reason reason;

        private @Nullable Sandbox sandbox;

        private final Map<String, @Nullable Object> more = new LinkedHashMap<>();

        private Builder() {
        }

        /**
         * Sets <code>model</code>; null leaves it out.
         */
        public Builder model(@Nullable String model) {
            this.model = model;
            this.more.remove("model");
            return this;
        }

        /**
         * Sets <code>dynamicTools</code>; null leaves it out.
         */
        @Experimental
        public Builder dynamicTools(@Nullable List<String> dynamicTools) {
            this.dynamicTools = dynamicTools;
            this.more.remove("dynamicTools");
            return this;
        }

        /**
         * Sets <code>daybreak</code>; null leaves it out.
         */
        @Experimental
        public Builder daybreak(@Nullable Boolean daybreak) {
            this.daybreak = daybreak;
            this.more.remove("daybreak");
            return this;
        }

        /**
         * Sets <code>daybreak</code> to an explicit null, which clears it.
         */
        public Builder clearDaybreak() {
            this.daybreak = null;
            this.more.put("daybreak", null);
            return this;
        }

        /**
         * Sets <code>rawEvents</code>; null leaves it out.
         */
        @Experimental
        public Builder rawEvents(@Nullable Boolean rawEvents) {
            this.rawEvents = rawEvents;
            this.more.remove("rawEvents");
            return this;
        }

        /**
         * Sets <code>approval</code>; null leaves it out.
         */
        public Builder approval(@Nullable Approval approval) {
            this.approval = approval;
            this.more.remove("approval");
            return this;
        }

        /**
         * Sets <code>reason</code>; null leaves it out.
         */
        public Builder reason(@Nullable Reason reason) {
            this.reason = reason;
            this.more.remove("reason");
            return this;
        }

        /**
         * Sets <code>sandbox</code>; null leaves it out.
         */
        public Builder sandbox(@Nullable Sandbox sandbox) {
            this.sandbox = sandbox;
            this.more.remove("sandbox");
            return this;
        }

        /**
         * Adds a member that is not declared.
         *
         * @throws IllegalArgumentException if it is declared: it has a method of its own
         */
        public Builder more(String name, @Nullable Object value) {
            this.more.put(DemoMembers.undeclared(name, "model", "dynamicTools", "daybreak", "rawEvents", "approval", "reason", "sandbox"), value);
            return this;
        }

        /**
         * The value.
         *
         * @throws IllegalStateException if something required was not set
         */
        public Start build() {
            return new Start(this.model, this.dynamicTools, this.daybreak, this.rawEvents, this.approval, this.reason, this.sandbox, this.more);
        }
    }
}
