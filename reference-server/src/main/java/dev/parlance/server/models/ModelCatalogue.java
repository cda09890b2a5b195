package dev.parlance.server.models;

import dev.parlance.agent.protocol.InputModality;
import dev.parlance.agent.protocol.Model;
import dev.parlance.agent.protocol.ReasoningEffort;
import dev.parlance.agent.protocol.ReasoningEffortOption;
import dev.parlance.server.config.ModelProviderInfo;
import dev.parlance.server.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The models that can be chosen: those the configuration names, and the demo's own where the demo answers. What an
 * endpoint has besides is not known here.
 */
final class ModelCatalogue {
    private static final ReasoningEffort NONE = new ReasoningEffort("none");
    private static final ReasoningEffort MEDIUM = new ReasoningEffort("medium");

    private ModelCatalogue() {}

    /** The models of a provider, the default first; at least one. */
    static List<Model> of(Settings settings, String provider) {
        boolean demo = provider.equals(ModelProviderInfo.DEMO);
        Set<String> names = new LinkedHashSet<>();
        String configured = settings.configuredModel();
        if (configured != null) {
            names.add(configured);
        } else {
            names.add(demo ? ModelProviderInfo.DEMO : settings.model());
        }
        String review = settings.reviewModel();
        if (review != null) {
            names.add(review);
        }
        if (demo) {
            names.add(ModelProviderInfo.DEMO);
        }
        List<Model> models = new ArrayList<>();
        for (String name : names) {
            models.add(model(name, demo, models.isEmpty(), settings));
        }
        return models;
    }

    private static Model model(String name, boolean demo, boolean first, Settings settings) {
        ReasoningEffort set = settings.reasoningEffort();
        ReasoningEffort effort = demo ? NONE : set == null ? MEDIUM : set;
        return Model.builder()
                .id(name)
                .model(name)
                .displayName(name)
                .description(
                        demo
                                ? "Answers from a script, offline and always the same."
                                : "The model that the configuration names.")
                .hidden(false)
                .isDefault(first)
                .defaultReasoningEffort(effort)
                .supportedReasoningEfforts(demo ? List.of(option(NONE, "Answers at once.")) : efforts(effort))
                .inputModalities(demo ? List.of(InputModality.TEXT) : List.of(InputModality.TEXT, InputModality.IMAGE))
                .build();
    }

    /** The common ones, and the one that is set: an endpoint gets the text as it is. */
    private static List<ReasoningEffortOption> efforts(ReasoningEffort set) {
        List<ReasoningEffortOption> options = new ArrayList<>();
        options.add(option(new ReasoningEffort("low"), "Little reasoning, quick answers."));
        options.add(option(MEDIUM, "A balance of reasoning and speed."));
        options.add(option(new ReasoningEffort("high"), "Much reasoning, slow answers."));
        if (options.stream().noneMatch(option -> option.reasoningEffort().equals(set))) {
            options.add(option(set, "As configured."));
        }
        return options;
    }

    private static ReasoningEffortOption option(ReasoningEffort effort, String description) {
        return ReasoningEffortOption.of(description, effort);
    }
}
